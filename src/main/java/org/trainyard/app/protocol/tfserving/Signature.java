package org.trainyard.app.protocol.tfserving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.model.ModelInput;

/**
 * Tensors of a signature as protocol buffers write them in JSON: lengths are texts, and -1 counts
 * the rows.
 *
 * <p>A model of numbers alone has one tensor, {@code input}; others have one for each column.
 */
final class Signature {

  private Signature() {}

  static Map<String, Object> inputs(List<ModelInput> columns) {
    boolean isNumeric = columns.stream().allMatch(column -> column instanceof ModelInput.Numeric);
    if (isNumeric) {
      int width = columns.stream().mapToInt(ModelInput::rawWidth).sum();
      List<Integer> single =
          columns.getFirst() instanceof ModelInput.Numeric numeric
                  && columns.size() == 1
                  && !numeric.shape().isEmpty()
              ? numeric.shape()
              : List.of(width);
      return numbers("input", single);
    }
    Map<String, Object> tensors = new LinkedHashMap<>();
    for (ModelInput column : columns) {
      switch (column) {
        case ModelInput.Categorical(String name, _) ->
            tensors.put(name, tensor(name, "DT_STRING", List.of(1)));
        case ModelInput.Numeric numeric ->
            tensors.put(
                numeric.name(),
                tensor(
                    numeric.name(),
                    "DT_FLOAT",
                    numeric.shape().isEmpty() ? List.of(1) : numeric.shape()));
      }
    }
    return tensors;
  }

  static Map<String, Object> numbers(String name, List<Integer> row) {
    return Map.of(name, tensor(name, "DT_FLOAT", row));
  }

  private static Map<String, Object> tensor(String name, String type, List<Integer> row) {
    List<Map<String, Object>> dimensions = new ArrayList<>();
    dimensions.add(dimension(-1));
    row.forEach(length -> dimensions.add(dimension(length)));
    return StatusController.ordered(
        Map.entry("dtype", type),
        Map.entry(
            "tensor_shape",
            StatusController.ordered(
                Map.entry("dim", dimensions), Map.entry("unknown_rank", false))),
        Map.entry("name", name + ":0"));
  }

  private static Map<String, Object> dimension(int length) {
    return StatusController.ordered(
        Map.entry("size", String.valueOf(length)), Map.entry("name", ""));
  }
}
