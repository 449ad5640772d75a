package org.trainyard.app.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** A CSV file on the disk that can be read again and again. */
record CsvFile(Path path, char separator) {

  private static final int MAX_FIELD = 1 << 16;

  /** Told of each row. */
  @FunctionalInterface
  interface RowConsumer {

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @return whether to go on
     */
    boolean accept(long line, List<String> fields) throws IOException;
  }

  /** Reads the file from its beginning; blanks around fields do not count. */
  void read(RowConsumer rows) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_FIELD * 16)
            .ofCsvRecord(reader())) {
      for (CsvRecord record : reader) {
        if (!rows.accept(record.getStartingLineNumber(), fields(record))) {
          return;
        }
      }
    } catch (CsvParseException e) {
      throw problem(e);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof CharacterCodingException ? encoding() : e;
    } catch (CharacterCodingException e) {
      throw encoding();
    }
  }

  private List<String> fields(CsvRecord record) {
    List<String> fields = record.getFields().stream().map(String::strip).toList();
    if (separator == ' ') {
      return fields.stream().filter(field -> !field.isEmpty()).toList(); // a run counts once
    }
    boolean blankEnd =
        Character.isWhitespace(separator) && fields.size() > 1 && fields.getLast().isEmpty();
    return blankEnd ? fields.subList(0, fields.size() - 1) : fields;
  }

  /** UTF-8, and nothing else: a byte that is not is an error, never a replacement character. */
  private Reader reader() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
    return new InputStreamReader(
        in,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static RuntimeException problem(CsvParseException e) {
    if (e.getCause() instanceof CharacterCodingException) {
      return encoding();
    }
    String message = String.valueOf(e.getMessage());
    return message.contains("buffer")
        ? Problem.of(
                ProblemType.FIELD_TOO_LARGE,
                "A field is too long; a quote may be unclosed. " + message)
            .toException()
        : Problem.of(ProblemType.CSV_SYNTAX, "The CSV is malformed: " + message).toException();
  }

  private static RuntimeException encoding() {
    return Problem.of(
            ProblemType.TEXT_ENCODING,
            "The file is not UTF-8; convert it, for example with 'iconv -f LATIN1 -t UTF-8'.")
        .toException();
  }
}
