package org.trainyard.app.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which field of a CSV row is which value of an instance.
 *
 * <p>A column of several numbers has a field for each, named by its place: {@code pixels.0}, {@code
 * pixels.1}… in row-major order.
 */
final class CsvHeader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Target> targets;
  private final Map<String, InputReader.Shaped> shaped;

  /**
   * Where a field goes.
   *
   * @param element which number of the column, or -1 where it is the column itself
   * @param isText whether it is a text and no number
   */
  private record Target(String column, int element, boolean isText) {}

  private CsvHeader(List<Target> targets, Map<String, InputReader.Shaped> shaped) {
    this.targets = List.copyOf(targets);
    this.shaped = Map.copyOf(shaped);
  }

  static CsvHeader of(List<String> names, List<InputReader> inputs) {
    Map<String, Target> known = new HashMap<>();
    Map<String, InputReader.Shaped> shaped = new HashMap<>();
    for (InputReader input : inputs) {
      switch (input) {
        case InputReader.Scalar(var name, _, _, _) -> known.put(name, new Target(name, -1, false));
        case InputReader.Category(var name, _, _) -> known.put(name, new Target(name, -1, true));
        case InputReader.Shaped columns -> {
          shaped.put(columns.name(), columns);
          for (int i = 0; i < columns.input().rawWidth(); i++) {
            known.put(columns.name() + "." + i, new Target(columns.name(), i, false));
          }
        }
      }
    }
    List<Target> targets = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String sent : names) {
      String name = seen.isEmpty() && sent.startsWith("\uFEFF") ? sent.substring(1) : sent;
      if (!seen.add(name)) {
        throw Problem.of(
                ProblemType.DUPLICATE_COLUMNS,
                "Two columns are called '%s'.".formatted(Echo.of(name)))
            .with("column", name)
            .toException();
      }
      targets.add(known.getOrDefault(name, new Target(name, -1, true)));
    }
    requireWhole(shaped.values(), seen);
    return new CsvHeader(targets, shaped);
  }

  private static void requireWhole(Iterable<InputReader.Shaped> shaped, Set<String> names) {
    for (InputReader.Shaped column : shaped) {
      for (int i = 0; i < column.input().rawWidth(); i++) {
        if (!names.contains(column.name() + "." + i)) {
          throw Problem.of(
                  ProblemType.SCHEMA_MISMATCH,
                  "The header lacks '%1$s.%2$d'; '%1$s' has %3$d numbers, each a column of its own, from '%1$s.0' on."
                      .formatted(Echo.of(column.name()), i, column.input().rawWidth()))
              .toException();
        }
      }
    }
  }

  /** The columns of the model that the header names, and names that no column has. */
  Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    targets.forEach(target -> columns.add(target.column()));
    return columns;
  }

  /** A row as JSON, for the reader of instances. */
  ObjectNode instance(List<String> fields) {
    if (fields.size() != targets.size()) {
      throw Problem.of(
              ProblemType.RAGGED_ROWS,
              "The row has %d fields, the header %d.".formatted(fields.size(), targets.size()))
          .toException();
    }
    ObjectNode instance = NODES.objectNode();
    shaped.forEach((name, column) -> {
      ArrayNode numbers = instance.putArray(name);
      for (int i = 0; i < column.input().rawWidth(); i++) {
        numbers.addNull();
      }
    });
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      JsonNode value = value(target, fields.get(i));
      if (target.element() < 0) {
        instance.set(target.column(), value);
      } else {
        ((ArrayNode) instance.get(target.column())).set(target.element(), value);
      }
    }
    return instance;
  }

  private static JsonNode value(Target target, String field) {
    if (field.isBlank()) {
      return NODES.nullNode();
    }
    return target.isText() ? NODES.stringNode(field) : number(target, field.strip());
  }

  private static JsonNode number(Target target, String field) {
    try {
      // What Java reads beside decimal numbers: NaN, Infinity, 0x1p3, 1d.
      boolean isPlain = field.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0);
      return NODES.numberNode(Double.parseDouble(isPlain ? field : ""));
    } catch (NumberFormatException _) {
      throw Problem.of(
              ProblemType.VALUE_NOT_NUMERIC,
              "'%s' takes a number, got '%s'; where a value is missing the field is empty."
                  .formatted(Echo.of(target.column()), Echo.of(field)))
          .with("column", target.column())
          .toException();
    }
  }
}
