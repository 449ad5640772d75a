package org.trainyard.app.protocol.mlflow;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.RawColumn;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.TableRows;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Rows as CSV with a header. An empty field is a missing value, columns that the model does not
 * know are not read, and a column of several numbers has a field for each: {@code x.0}, {@code
 * x.1}…
 */
final class ScoringTable {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_FIELD = 1 << 20;

  private ScoringTable() {}

  static RawRows read(byte[] body, ServableModel model) throws IOException {
    Map<String, List<JsonNode>> columns = new HashMap<>();
    Map<String, List<String>> fields = fields(body);
    for (RawColumn column : model.columns()) {
      values(column.input(), fields)
          .ifPresent(values -> columns.put(column.input().name(), values));
    }
    return new TableRows(model).byColumn(columns);
  }

  private static Optional<List<JsonNode>> values(
      ModelInput column, Map<String, List<String>> fields) {
    if (column instanceof ModelInput.Numeric numeric && !numeric.shape().isEmpty()) {
      return elements(numeric, fields);
    }
    List<String> texts = fields.get(column.name());
    if (texts == null) {
      return Optional.empty();
    }
    return Optional.of(texts.stream().map(text -> value(column, text)).toList());
  }

  private static Optional<List<JsonNode>> elements(
      ModelInput.Numeric column, Map<String, List<String>> fields) {
    List<ArrayNode> rows = new ArrayList<>();
    for (int i = 0; i < column.rawWidth(); i++) {
      List<String> texts = fields.get(column.name() + "." + i);
      if (texts == null) {
        return Optional.empty();
      }
      for (int row = 0; row < texts.size(); row++) {
        if (i == 0) {
          rows.add(NODES.arrayNode());
        }
        rows.get(row).add(value(column, texts.get(row)));
      }
    }
    return Optional.of(List.copyOf(rows));
  }

  private static JsonNode value(ModelInput column, String text) {
    if (text.isBlank()) {
      return NODES.nullNode();
    }
    return switch (column) {
      case ModelInput.Categorical _ -> NODES.stringNode(text);
      case ModelInput.Numeric _ -> number(column.name(), text.strip());
    };
  }

  private static JsonNode number(String column, String text) {
    try {
      return NODES.numberNode(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      throw TableRows.mismatch(
          "'%s' takes a number, got '%s'.".formatted(Echo.of(column), Echo.of(text)));
    }
  }

  private static Map<String, List<String>> fields(byte[] body) throws IOException {
    try (Reader text =
            new InputStreamReader(
                new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder());
        CsvReader<CsvRecord> rows =
            CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_FIELD)
                .ofCsvRecord(text)) {
      return fields(rows);
    } catch (CsvParseException | UncheckedIOException _) {
      throw wrong("The CSV is malformed: not UTF-8, or a quote is not closed.");
    }
  }

  private static Map<String, List<String>> fields(Iterable<CsvRecord> rows) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (CsvRecord row : rows) {
      if (fields.isEmpty()) {
        for (String name : row.getFields()) {
          String bare = name.startsWith("\uFEFF") ? name.substring(1) : name;
          if (fields.put(bare, new ArrayList<>()) != null) {
            throw wrong("Two columns are called '%s'.".formatted(Echo.of(bare)));
          }
        }
      } else {
        requireWhole(row, fields.size());
        int next = 0;
        for (List<String> column : fields.values()) {
          column.add(row.getField(next++));
        }
      }
    }
    if (fields.values().stream().allMatch(List::isEmpty)) {
      throw wrong("The CSV needs a header line and at least one row.");
    }
    return fields;
  }

  private static void requireWhole(CsvRecord row, int columns) {
    if (row.getFieldCount() != columns) {
      throw wrong(
          "Line %d has %d fields, the header %d."
              .formatted(row.getStartingLineNumber(), row.getFieldCount(), columns));
    }
  }

  private static ProblemException wrong(String text) {
    return Problem.of(ProblemType.BAD_REQUEST, text).toException();
  }
}
