package org.trainyard.app.dataset.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Collects the fields of a row, within the limits, and knows which were in quotes. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {

  /** Characters of a field. */
  static final int MAX_FIELD = 1 << 16;

  private final char separator;
  private final int maxColumns;
  private List<CsvField> fields = new ArrayList<>();
  private long line = 1;

  CsvRowHandler(char separator, int maxColumns) {
    this.separator = separator;
    this.maxColumns = maxColumns;
  }

  /** Where the row that is being read begins, from 1. */
  long line() {
    return line;
  }

  /** The number of the field that is being read, from 1. */
  int position() {
    return fields.size() + 1;
  }

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    fields = new ArrayList<>(fields.size());
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (length > MAX_FIELD) {
      throw tooLarge().toException();
    }
    CsvField field = field(new String(buffer, offset, length), quoted);
    if (separator == ' ' && field.isBlank()) {
      return; // a run of blanks separates once
    }
    if (fields.size() == maxColumns) {
      throw tooMany().toException();
    }
    fields.add(field);
  }

  @Override
  protected CsvRow buildRecord() {
    return new CsvRow(line, fields);
  }

  /** A field beyond the limit, or a quote that is never closed. */
  Problem tooLarge() {
    return Problem.of(
            ProblemType.FIELD_TOO_LARGE,
            "Field %d of the row that begins in line %d has more than %d characters."
                .formatted(position(), line, MAX_FIELD))
        .with("line", line)
        .with("position", position())
        .with("limit", MAX_FIELD)
        .hint("If that is not meant, a quote may have been opened and not closed.");
  }

  private Problem tooMany() {
    return Problem.of(
            ProblemType.TOO_MANY_COLUMNS,
            "Line %d has more than %d fields.".formatted(line, maxColumns))
        .with("line", line)
        .with("limit", maxColumns)
        .hint("Leave columns out, or raise trainyard.datasets.max-columns.");
  }

  private CsvField field(String raw, boolean quoted) {
    if (quoted) {
      return new CsvField(raw, CsvField.Quoting.QUOTED);
    }
    String text = raw.strip();
    boolean quoteAfterBlank = !raw.isEmpty() && raw.charAt(0) != '"' && text.startsWith("\"");
    return quoteAfterBlank
        ? new CsvField(unquoted(text), CsvField.Quoting.QUOTED)
        : new CsvField(text, CsvField.Quoting.BARE);
  }

  /** A quote after a blank, as in {@code a, "b"}: the tokenizer takes it for a letter. */
  private String unquoted(String text) {
    String inner = text.length() < 2 ? "\"" : text.substring(1, text.length() - 1);
    String doubled = inner.replace("\"\"", "");
    if (!text.endsWith("\"") || doubled.contains("\"")) {
      throw Problem.of(
              ProblemType.CSV_SYNTAX,
              "Field %d in line %d begins with a blank and a quote: %s."
                  .formatted(position(), line, Echo.of(text)))
          .with("line", line)
          .with("position", position())
          .hint("Remove the blank between the separator and the quote.")
          .toException();
    }
    return inner.replace("\"\"", "\"");
  }
}
