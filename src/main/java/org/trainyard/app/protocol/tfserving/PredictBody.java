package org.trainyard.app.protocol.tfserving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trainyard.app.model.RawColumn;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.protocol.TableRows;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;

/**
 * The body of a predict request: {@code instances} in row format or {@code inputs} in column
 * format.
 *
 * @param keys under which the predictions are given back
 */
record PredictBody(RawRows rows, List<String> keys) {

  private static final String SIGNATURE = "serving_default";
  private static final String TENSOR = "input";

  static PredictBody of(JsonNode body, ServableModel model) {
    requireSignature(body.path("signature_name"));
    boolean hasInstances = body.has("instances");
    if (hasInstances == body.has("inputs")) {
      throw wrong(
          hasInstances
              ? "Both \"instances\" and \"inputs\" are present; send exactly one of them."
              : "Missing \"instances\" or \"inputs\" key.");
    }
    TableRows table = new TableRows(model);
    return hasInstances
        ? new PredictBody(ofRows(body.get("instances"), table), List.of("predictions"))
        : ofInputs(body.get("inputs"), table);
  }

  /** The rows of {@code examples}; what they lack, {@code context} has for all of them. */
  static RawRows ofExamples(JsonNode body, ServableModel model) {
    requireSignature(body.path("signature_name"));
    JsonNode examples = body.path("examples");
    JsonNode context = body.path("context");
    if (!examples.isArray() || examples.isEmpty()) {
      throw wrong("\"examples\" must be an array that is not empty.");
    }
    if (!context.isMissingNode() && !context.isObject()) {
      throw wrong("\"context\" must be an object.");
    }
    Map<String, List<JsonNode>> columns = new HashMap<>();
    for (RawColumn column : model.columns()) {
      String name = column.input().name();
      List<JsonNode> values = new ArrayList<>(examples.size());
      for (int i = 0; i < examples.size(); i++) {
        values.add(feature(examples.get(i), context, name, i));
      }
      columns.put(name, values);
    }
    return new TableRows(model).byColumn(columns);
  }

  private static JsonNode feature(JsonNode example, JsonNode context, String name, int number) {
    if (!example.isObject()) {
      throw wrong("Example %d is no object of features by name.".formatted(number));
    }
    JsonNode value = example.has(name) ? example.get(name) : context.path(name);
    if (value.isMissingNode()) {
      throw wrong("Example %d lacks the feature '%s'.".formatted(number, Echo.of(name)));
    }
    return value;
  }

  private static void requireSignature(JsonNode signature) {
    boolean isDefault =
        signature.isMissingNode()
            || signature.isNull()
            || (signature.isString()
                && (signature.stringValue().isEmpty()
                    || signature.stringValue().equals(SIGNATURE)));
    if (!isDefault) {
      throw wrong(
          "Serving signature name: \"%s\" not found in signature def"
              .formatted(Echo.of(signature.isString() ? signature.stringValue() : "?")));
    }
  }

  private static PredictBody ofInputs(JsonNode inputs, TableRows table) {
    if (inputs.isObject()) {
      return new PredictBody(ofColumns(inputs, table), List.of("outputs"));
    }
    if (!inputs.isArray() || inputs.isEmpty()) {
      throw wrong("\"inputs\" must be an object of columns, or an array that is not empty.");
    }
    // A list of objects is KServe's; a list of values is read by clients of both protocols.
    return inputs.get(0).isObject()
        ? new PredictBody(ofRows(inputs, table), List.of("predictions"))
        : new PredictBody(ofRows(inputs, table), List.of("outputs", "predictions"));
  }

  private static RawRows ofRows(JsonNode instances, TableRows table) {
    if (!instances.isArray() || instances.isEmpty()) {
      throw wrong("\"instances\" must be an array that is not empty.");
    }
    List<JsonNode> rows = instances.valueStream().toList();
    requireAlike(rows);
    if (!rows.getFirst().isObject()) {
      return table.inOrder(rows);
    }
    Set<String> names = Set.copyOf(rows.getFirst().propertyNames());
    if (names.equals(Set.of(TENSOR))) {
      return table.inOrder(rows.stream().map(row -> row.get(TENSOR)).toList());
    }
    Map<String, List<JsonNode>> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, new ArrayList<>(rows.size())));
    for (int i = 0; i < rows.size(); i++) {
      if (!Set.copyOf(rows.get(i).propertyNames()).equals(names)) {
        throw wrong("Instance %d has other names than the first.".formatted(i));
      }
      for (Map.Entry<String, List<JsonNode>> column : columns.entrySet()) {
        column.getValue().add(rows.get(i).get(column.getKey()));
      }
    }
    return table.byColumn(columns);
  }

  /** The first instance decides whether all are objects. */
  private static void requireAlike(List<JsonNode> rows) {
    boolean isObject = rows.getFirst().isObject();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isObject() != isObject) {
        throw wrong("Instance %d is of another kind than the first.".formatted(i));
      }
    }
  }

  private static RawRows ofColumns(JsonNode inputs, TableRows table) {
    if (inputs.has(TENSOR)) {
      return table.inOrder(values(TENSOR, inputs.get(TENSOR)));
    }
    Map<String, List<JsonNode>> columns = new HashMap<>();
    inputs
        .properties()
        .forEach(
            column -> columns.put(column.getKey(), values(column.getKey(), column.getValue())));
    return table.byColumn(columns);
  }

  private static List<JsonNode> values(String name, JsonNode column) {
    if (!column.isArray() || column.isEmpty()) {
      throw wrong("\"%s\" must be an array that is not empty.".formatted(Echo.of(name)));
    }
    return column.valueStream().toList();
  }

  private static ProblemException wrong(String text) {
    return Problem.of(ProblemType.BAD_REQUEST, text).toException();
  }
}
