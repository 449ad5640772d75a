package org.trainyard.app.dataset.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.Quoting;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** What every reading of a CSV file does with the fields that the tokenizer finds. */
abstract class CsvHandler<T> extends AbstractBaseCsvCallbackHandler<T> {

  static final int MAX_FIELD = FieldColumn.MAX_CHARACTERS;

  private final char separator;
  private final int maxColumns;
  private long before; // lines before those that are read
  private long line = 1;
  private int fields;

  CsvHandler(char separator, int maxColumns) {
    this.separator = separator;
    this.maxColumns = maxColumns;
  }

  /** Says in which line of the file the text begins that will be read, from 1. */
  final void startAt(long firstLine) {
    before = firstLine - 1;
    line = firstLine;
  }

  /** A row begins. */
  abstract void begin();

  /** A field: its text, without quotes and, where it stood in none, without blanks around it. */
  abstract void field(int index, char[] text, int from, int length, Quoting quoting);

  /** Where the row that is being read begins, from 1. */
  final long line() {
    return line;
  }

  /** The number of the field that is being read, from 1. */
  final int position() {
    return fields + 1;
  }

  /** Fields of the row up to now. */
  final int fields() {
    return fields;
  }

  @Override
  protected final void handleBegin(long startingLine) {
    line = before + startingLine;
    fields = 0;
    begin();
  }

  @Override
  protected final void handleField(
      int index, char[] buffer, int offset, int length, boolean quoted) {
    if (length > MAX_FIELD) {
      throw tooLarge().toException();
    }
    if (quoted) {
      add(buffer, offset, length, Quoting.QUOTED);
    } else if (length == 0 || (isPlain(buffer[offset]) && isPlain(buffer[offset + length - 1]))) {
      addBare(buffer, offset, length);
    } else {
      addStripped(new String(buffer, offset, length));
    }
  }

  /** Certainly no blank. */
  private static boolean isPlain(char c) {
    return c > ' ' && c < 0x7F;
  }

  private void addBare(char[] text, int from, int length) {
    if (separator != ' ' || length > 0) { // a run of blanks separates once
      add(text, from, length, Quoting.BARE);
    }
  }

  private void addStripped(String raw) {
    String text = raw.strip();
    boolean quoteAfterBlank = raw.charAt(0) != '"' && text.startsWith("\"");
    if (quoteAfterBlank) {
      String inner = unquoted(text);
      add(inner.toCharArray(), 0, inner.length(), Quoting.QUOTED);
    } else {
      addBare(text.toCharArray(), 0, text.length());
    }
  }

  private void add(char[] text, int from, int length, Quoting quoting) {
    if (fields == maxColumns) {
      throw tooMany().toException();
    }
    field(fields, text, from, length, quoting);
    fields++;
  }

  /** A field beyond the limit, or a quote that is never closed. */
  final Problem tooLarge() {
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
