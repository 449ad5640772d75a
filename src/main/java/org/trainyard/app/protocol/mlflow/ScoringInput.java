package org.trainyard.app.protocol.mlflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.LenientJson;
import org.trainyard.app.protocol.TableRows;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Rows in one of the four forms of JSON that the scoring server takes. */
final class ScoringInput {

  private static final List<String> FORMS =
      List.of("dataframe_split", "dataframe_records", "instances", "inputs");
  private static final Set<String> SPLIT = Set.of("columns", "data", "index");

  private ScoringInput() {}

  static RawRows read(byte[] body, ServableModel model) {
    JsonNode document = LenientJson.object(body);
    List<String> forms = FORMS.stream().filter(document::has).toList();
    if (forms.size() != 1) {
      throw wrong(
          "The body needs exactly one of %s; it has %s."
              .formatted(
                  String.join(", ", FORMS),
                  forms.isEmpty() ? "none" : String.join(" and ", forms)));
    }
    JsonNode params = document.path("params");
    if (!params.isMissingNode() && !params.isNull() && !params.isObject()) {
      throw wrong("'params' must be an object.");
    }
    TableRows table = new TableRows(model);
    JsonNode input = document.get(forms.getFirst());
    return switch (forms.getFirst()) {
      case "dataframe_split" -> ofSplit(input, table);
      case "dataframe_records" -> ofRecords(input, "dataframe_records", table);
      case "instances" -> ofInstances(input, table);
      default -> ofInputs(input, table);
    };
  }

  private static RawRows ofSplit(JsonNode split, TableRows table) {
    if (!split.isObject() || !split.has("data") || !SPLIT.containsAll(split.propertyNames())) {
      throw wrong(
          "'dataframe_split' is an object with 'data' and, if wanted, 'columns' and 'index'.");
    }
    List<JsonNode> rows = elements(split.get("data"), "dataframe_split.data");
    JsonNode names = split.path("columns");
    if (names.isMissingNode() || names.isNull()) {
      return table.inOrder(rows);
    }
    List<JsonNode> columns = elements(names, "dataframe_split.columns");
    Map<String, List<JsonNode>> byName = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (byName.put(name(columns.get(i)), new ArrayList<>(rows.size())) != null) {
        throw wrong("Two columns are called '%s'.".formatted(Echo.of(name(columns.get(i)))));
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      List<JsonNode> fields = elements(rows.get(row), "dataframe_split.data[%d]".formatted(row));
      if (fields.size() != columns.size()) {
        throw wrong(
            "Row %d has %d values, there are %d columns."
                .formatted(row, fields.size(), columns.size()));
      }
      int next = 0;
      for (List<JsonNode> column : byName.values()) {
        column.add(fields.get(next++));
      }
    }
    return table.byColumn(byName);
  }

  private static String name(JsonNode column) {
    return column.isString() ? column.stringValue() : column.toString();
  }

  /** A record without a name lacks the value, as in a data frame. */
  private static RawRows ofRecords(JsonNode input, String form, TableRows table) {
    List<JsonNode> records = elements(input, form);
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < records.size(); i++) {
      if (!records.get(i).isObject()) {
        throw wrong("%s[%d] must be an object by column name.".formatted(form, i));
      }
      names.addAll(records.get(i).propertyNames());
    }
    Map<String, List<JsonNode>> byName = new LinkedHashMap<>();
    for (String name : names) {
      byName.put(
          name,
          records.stream().map(record -> record.has(name) ? record.get(name) : missing()).toList());
    }
    return table.byColumn(byName);
  }

  private static JsonNode missing() {
    return JsonNodeFactory.instance.nullNode();
  }

  private static RawRows ofInstances(JsonNode input, TableRows table) {
    List<JsonNode> rows = elements(input, "instances");
    return rows.getFirst().isObject() ? ofRecords(input, "instances", table) : table.inOrder(rows);
  }

  private static RawRows ofInputs(JsonNode input, TableRows table) {
    if (!input.isObject()) {
      return table.inOrder(elements(input, "inputs"));
    }
    Map<String, List<JsonNode>> byName = new LinkedHashMap<>();
    input
        .properties()
        .forEach(column ->
            byName.put(column.getKey(), elements(column.getValue(), "inputs." + column.getKey())));
    return table.byColumn(byName);
  }

  private static List<JsonNode> elements(JsonNode value, String place) {
    if (!value.isArray() || value.isEmpty()) {
      throw wrong("'%s' must be an array that is not empty.".formatted(Echo.of(place)));
    }
    return value.valueStream().toList();
  }

  private static ProblemException wrong(String text) {
    return Problem.of(ProblemType.BAD_REQUEST, text).toException();
  }
}
