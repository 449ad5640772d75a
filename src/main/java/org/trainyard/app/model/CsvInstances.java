package org.trainyard.app.model;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.web.LineTexts;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** Reads the rows of a predict request from CSV: commas, a header, UTF-8 (RFC 4180). */
final class CsvInstances {

  private static final int MAX_FIELD = 1 << 20;

  private CsvInstances() {}

  /**
   * Reads all rows, or none.
   *
   * @param maxRows more are refused before they are read
   */
  static List<Instance> read(InputStream body, InstanceReader reader, int maxRows)
      throws IOException {
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_FIELD)
            .ofCsvRecord(text(body))) {
      return read(rows, reader, maxRows);
    } catch (CsvParseException | UncheckedIOException e) {
      throw problem(e);
    }
  }

  private static List<Instance> read(Iterable<CsvRecord> rows, InstanceReader reader, int maxRows) {
    List<Instance> instances = new ArrayList<>();
    CsvHeader header = null;
    for (CsvRecord row : rows) {
      if (header == null) {
        header = CsvHeader.of(row.getFields(), reader.inputs());
        reader.requireNames(header.columns(), "");
      } else if (instances.size() == maxRows) {
        throw tooMany(maxRows);
      } else {
        instances.add(instance(row, header, reader));
      }
    }
    if (instances.isEmpty()) {
      throw Problem.of(
              header == null ? ProblemType.DATASET_EMPTY : ProblemType.DATASET_HEADER_ONLY,
              header == null
                  ? "The body is empty; send a header line and at least one row."
                  : "There is a header but no row; send at least one.")
          .toException();
    }
    return instances;
  }

  private static Instance instance(CsvRecord row, CsvHeader header, InstanceReader reader) {
    return RowPlace.at(
        row.getStartingLineNumber(), () -> reader.read(header.instance(row.getFields()), ""));
  }

  /** Malformed bytes are an error, not a replacement character. */
  private static Reader text(InputStream body) {
    return new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder());
  }

  private static RuntimeException tooMany(int maxRows) {
    return Problem.of(
            ProblemType.TOO_MANY_ROWS,
            "A CSV request holds at most %d rows; send them in parts, or as %s, which has no limit."
                .formatted(maxRows, LineTexts.NDJSON))
        .with("limit", maxRows)
        .toException();
  }

  private static RuntimeException problem(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException ours) {
        return ours;
      }
      if (cause instanceof CharacterCodingException) {
        return Problem.of(ProblemType.TEXT_ENCODING, "The CSV is not valid UTF-8.").toException();
      }
    }
    if (String.valueOf(failure.getMessage()).contains("maximum buffer size")) {
      return Problem.of(
              ProblemType.FIELD_TOO_LARGE,
              "A row of the CSV has more than %d characters.".formatted(MAX_FIELD))
          .with("limit", MAX_FIELD)
          .toException();
    }
    return Problem.of(
            ProblemType.CSV_SYNTAX,
            "The CSV is malformed: a quote is not closed, or text follows a closing quote.")
        .hint("A quote within a field in quotes is written twice.")
        .toException();
  }
}
