package org.trainyard.app.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.RawColumn;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;

/**
 * Makes rows of JSON values as data frames send them: NaN and null are missing, a truth value is 1
 * or 0 where numbers are read, a number is its text where texts are read.
 *
 * <p>All or nothing: the first value that does not fit refuses the request, and its row is named.
 */
public final class TableRows {

  private final ServableModel model;
  private final Map<String, RawColumn> byName;

  public TableRows(ServableModel model) {
    this.model = model;
    this.byName =
        model.columns().stream()
            .collect(
                Collectors.toUnmodifiableMap(column -> column.input().name(), Function.identity()));
  }

  /** Rows in the order of the model's columns: arrays, or bare values where a row has one. */
  public RawRows inOrder(List<JsonNode> values) {
    RawRows rows = model.rows(values.size());
    for (int row = 0; row < values.size(); row++) {
      List<JsonNode> fields = fields(values.get(row), row);
      for (int i = 0; i < fields.size(); i++) {
        set(rows, row, model.columns().get(i), fields.get(i));
      }
    }
    return rows;
  }

  /** The values of a row, one for each column. */
  private List<JsonNode> fields(JsonNode value, int row) {
    List<RawColumn> columns = model.columns();
    int width = columns.stream().mapToInt(column -> column.input().rawWidth()).sum();
    if (columns.size() == 1 && (width > 1 || !value.isArray())) {
      return List.of(value);
    }
    if (value.isArray() && value.size() == columns.size()) {
      return value.valueStream().toList();
    }
    throw mismatch(
        "Row %d has %s; the model reads %d columns: %s."
            .formatted(
                row,
                value.isArray() ? value.size() + " values" : "no array of values",
                columns.size(),
                names()));
  }

  /**
   * Rows of columns.
   *
   * @param columns values by the names of columns; those that the model does not know are not read
   */
  public RawRows byColumn(Map<String, List<JsonNode>> columns) {
    List<String> absent =
        byName.keySet().stream().filter(name -> !columns.containsKey(name)).sorted().toList();
    if (!absent.isEmpty()) {
      throw mismatch(
          "The input lacks %s; the model reads %s."
              .formatted(
                  absent.stream().limit(10).map(Echo::of).collect(Collectors.joining(", ")),
                  names()));
    }
    int count = columns.getOrDefault(model.columns().getFirst().input().name(), List.of()).size();
    RawRows rows = model.rows(count);
    for (RawColumn column : model.columns()) {
      List<JsonNode> values = columns.getOrDefault(column.input().name(), List.of());
      if (values.size() != count) {
        throw mismatch(
            "The column '%s' has %d values, others have %d."
                .formatted(Echo.of(column.input().name()), values.size(), count));
      }
      for (int row = 0; row < count; row++) {
        set(rows, row, column, values.get(row));
      }
    }
    return rows;
  }

  private void set(RawRows rows, int row, RawColumn column, JsonNode value) {
    try {
      switch (column.input()) {
        case ModelInput.Categorical _ -> rows.set(row, column.offset(), category(column, value));
        case ModelInput.Numeric _ -> setNumbers(rows, row, column, value);
      }
    } catch (ProblemException e) {
      Problem problem = e.problems().getFirst();
      throw Problem.of(problem.type(), "Row %d: %s".formatted(row, problem.detail())).toException();
    }
  }

  private static float category(RawColumn column, JsonNode value) {
    JsonNode single = single(value);
    return isMissing(single) ? column.missing() : column.text(text(single));
  }

  private static String text(JsonNode value) {
    if (value.isContainer()) {
      throw Problem.of(ProblemType.WRONG_TYPE, "A text is expected, got an array or an object.")
          .toException();
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static void setNumbers(RawRows rows, int row, RawColumn column, JsonNode value) {
    int width = column.input().rawWidth();
    List<JsonNode> numbers = new ArrayList<>(width);
    flatten(value, numbers, width + 1);
    if (numbers.size() != width) {
      throw mismatch(
          "'%s' takes %d numbers, got %s%d."
              .formatted(
                  Echo.of(column.input().name()),
                  width,
                  numbers.size() > width ? "at least " : "",
                  numbers.size()));
    }
    for (int i = 0; i < width; i++) {
      rows.set(row, column.offset() + i, number(column, numbers.get(i)));
    }
  }

  private static void flatten(JsonNode value, List<JsonNode> into, int most) {
    if (!value.isArray()) {
      into.add(value);
      return;
    }
    for (JsonNode element : value) {
      if (into.size() < most) {
        flatten(element, into, most);
      }
    }
  }

  private static float number(RawColumn column, JsonNode value) {
    if (isMissing(value)) {
      return column.missing();
    }
    if (value.isBoolean()) {
      return column.number(value.booleanValue() ? 1 : 0);
    }
    if (!value.isNumber()) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "'%s' takes a number, got %s."
                  .formatted(Echo.of(column.input().name()), Echo.of(value.toString())))
          .toException();
    }
    return column.number((float) value.doubleValue());
  }

  private static boolean isMissing(JsonNode value) {
    return value.isNull() || (value.isFloatingPointNumber() && Double.isNaN(value.doubleValue()));
  }

  private static JsonNode single(JsonNode value) {
    return value.isArray() && value.size() == 1 ? single(value.get(0)) : value;
  }

  private String names() {
    String first =
        model.columns().stream()
            .limit(20)
            .map(column -> Echo.of(column.input().name()))
            .collect(Collectors.joining(", "));
    return model.columns().size() <= 20
        ? first
        : "%s and %d more".formatted(first, model.columns().size() - 20);
  }

  /** Values that do not fit the model. */
  public static ProblemException mismatch(String text) {
    return Problem.of(ProblemType.SCHEMA_MISMATCH, text).toException();
  }
}
