package org.trainyard.app.dataset.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** A CSV file on the disk that can be read again and again. */
record CsvFile(Path path, char separator, int maxColumns) {

  /** Told of each row. */
  @FunctionalInterface
  interface RowConsumer {

    /** A row; says whether to go on. */
    Next accept(CsvRow row) throws IOException;
  }

  /** Whether to go on. */
  enum Next {
    CONTINUE,
    STOP
  }

  /** Reads the file from its beginning; empty lines do not count. */
  void read(RowConsumer rows) throws IOException {
    CsvRowHandler handler = new CsvRowHandler(separator, maxColumns);
    try (CsvReader<CsvRow> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(4 * CsvRowHandler.MAX_FIELD)
            .build(handler, new Utf8Reader(Files.newInputStream(path)))) {
      for (CsvRow row : reader) {
        if (!isEmpty(row) && rows.accept(row) == Next.STOP) {
          return;
        }
      }
    } catch (CsvParseException e) {
      throw problem(e, handler);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isEmpty(CsvRow row) {
    return row.size() == 0 || (row.size() == 1 && row.fields().getFirst().isBlank());
  }

  /** Where blanks or tabs separate, more of them at the end of a line make no more fields. */
  CsvRow trimmedTo(CsvRow row, int columns) {
    return Character.isWhitespace(separator) ? row.trimmedTo(columns) : row;
  }

  private static RuntimeException problem(CsvParseException failure, CsvRowHandler handler) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException ours) {
        return ours;
      }
    }
    String message = String.valueOf(failure.getMessage());
    return message.contains("maximum buffer size")
        ? handler.tooLarge().toException()
        : Problem.of(
                ProblemType.CSV_SYNTAX,
                "The row that begins in line %d is malformed at field %d: a quote is not closed, or text follows a closing quote."
                    .formatted(handler.line(), handler.position()))
            .with("line", handler.line())
            .with("position", handler.position())
            .hint("A quote within a field in quotes is written twice.")
            .toException();
  }
}
