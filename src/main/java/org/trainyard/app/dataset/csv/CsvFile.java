package org.trainyard.app.dataset.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** How the text of a CSV file is cut into rows and fields. */
record CsvFile(char separator, int maxColumns) {

  /** Told of each row that its handler has built. */
  @FunctionalInterface
  interface RowConsumer<T> {
    void accept(T row) throws IOException;
  }

  /** Reads a file, or what is left of it; empty lines do not count. */
  <T> void read(PlainRows.Rest rest, CsvHandler<T> handler, RowConsumer<T> rows)
      throws IOException {
    handler.startAt(rest.line());
    try (CsvReader<T> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(4 * CsvHandler.MAX_FIELD)
            .build(handler, new Utf8Reader(rest.in(), rest.byteOffset()))) {
      for (T row : reader) {
        rows.accept(row);
      }
    } catch (CsvParseException e) {
      throw problem(e, handler);
    } catch (UncheckedIOException e) {
      throw problem(e, handler);
    }
  }

  /** Where blanks or tabs separate, more of them at the end of a line make no more fields. */
  boolean trimsEnds() {
    return Character.isWhitespace(separator);
  }

  private static RuntimeException problem(Exception failure, CsvHandler<?> handler)
      throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ProblemException ours -> {
          return ours;
        }
        case Utf8Reader.NotUtf8Exception bad -> {
          return notUtf8(bad.byteOffset(), handler.line());
        }
        case UncheckedIOException io when !hasProblem(io) -> throw io.getCause();
        default -> {}
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

  private static boolean hasProblem(UncheckedIOException failure) {
    return failure.getCause() instanceof Utf8Reader.NotUtf8Exception;
  }

  private static RuntimeException notUtf8(long byteOffset, long line) {
    return Problem.of(
            ProblemType.TEXT_ENCODING,
            "The byte at offset %d, in the row that begins in line %d, is not UTF-8."
                .formatted(byteOffset, line))
        .with("line", line)
        .with("byteOffset", byteOffset)
        .hint("Send UTF-8; 'iconv -f LATIN1 -t UTF-8' converts a file.")
        .toException();
  }
}
