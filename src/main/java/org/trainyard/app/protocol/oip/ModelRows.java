package org.trainyard.app.protocol.oip;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.RawColumn;
import org.trainyard.app.model.RawRows;
import org.trainyard.app.model.ServableModel;
import org.trainyard.app.web.Echo;

/** Makes rows of the tensors of a request: of all numbers in one, or of one for each column. */
final class ModelRows {

  private final ServableModel model;

  private ModelRows(ServableModel model) {
    this.model = model;
  }

  static RawRows of(List<InputTensor> tensors, ServableModel model) {
    ModelRows rows = new ModelRows(model);
    boolean isWhole =
        tensors.size() == 1
            && tensors.getFirst().name().equals(TensorSpec.INPUT)
            && TensorSpec.isNumeric(model);
    return isWhole ? rows.ofMatrix(tensors.getFirst()) : rows.ofColumns(tensors);
  }

  private RawRows ofMatrix(InputTensor tensor) {
    TensorSpec spec = TensorSpec.inputs(model).getFirst();
    int width = width();
    requireShape(tensor, spec.shape(), width);
    return model.rows(numbers(tensor));
  }

  private RawRows ofColumns(List<InputTensor> tensors) {
    Map<String, RawColumn> columns =
        model.columns().stream()
            .collect(Collectors.toMap(column -> column.input().name(), Function.identity()));
    @Nullable RawRows rows = null;
    for (InputTensor tensor : tensors) {
      RawColumn column = columns.remove(tensor.name());
      if (column == null) {
        throw unknown(tensor.name());
      }
      int width = column.input().rawWidth();
      requireShape(tensor, TensorSpec.of(column.input()).shape(), width);
      int count = tensor.shape().getFirst();
      if (rows == null) {
        rows = model.rows(count);
      } else if (rows.rows() != count) {
        throw Mistakes.request(
            "'%s' has %d rows and '%s' %d."
                .formatted(
                    Echo.of(tensors.getFirst().name()),
                    rows.rows(),
                    Echo.of(tensor.name()),
                    count));
      }
      fill(rows, column, tensor, width);
    }
    if (rows == null || !columns.isEmpty()) {
      throw Mistakes.request(
          "The request lacks the input '%s'; expected %s."
              .formatted(
                  columns.keySet().stream().sorted().findFirst().map(Echo::of).orElse(""),
                  expected()));
    }
    return rows;
  }

  private static void fill(RawRows rows, RawColumn column, InputTensor tensor, int width) {
    switch (column.input()) {
      case ModelInput.Numeric _ -> {
        FloatBuffer values = numbers(tensor);
        for (int row = 0; row < rows.rows(); row++) {
          copy(values, row * width, column, rows, row);
        }
      }
      case ModelInput.Categorical _ -> {
        List<@Nullable String> texts = texts(tensor);
        for (int row = 0; row < rows.rows(); row++) {
          String text = texts.get(row);
          rows.set(row, column.offset(), text == null ? column.missing() : column.text(text));
        }
      }
    }
  }

  private static void copy(FloatBuffer values, int from, RawColumn column, RawRows rows, int row) {
    for (int i = 0; i < column.input().rawWidth(); i++) {
      rows.set(row, column.offset() + i, column.number(values.get(from + i)));
    }
  }

  private static FloatBuffer numbers(InputTensor tensor) {
    return switch (tensor.values()) {
      case TensorValues.Numbers(FloatBuffer values) -> values;
      case TensorValues.Texts _ ->
          throw Mistakes.request(
              "'%s' takes numbers (FP32), got BYTES.".formatted(Echo.of(tensor.name())));
    };
  }

  private static List<@Nullable String> texts(InputTensor tensor) {
    return switch (tensor.values()) {
      case TensorValues.Texts(var values) -> values;
      case TensorValues.Numbers _ ->
          throw Mistakes.request(
              "'%s' takes texts (BYTES), got %s.".formatted(Echo.of(tensor.name()), tensor.type()));
    };
  }

  /** The model's shape, or its rows flat: of one number a row also without a dimension for it. */
  private static void requireShape(InputTensor tensor, List<Integer> expected, int width) {
    List<Integer> shape = tensor.shape();
    boolean isWhole =
        shape.size() == expected.size()
            && shape.subList(1, shape.size()).equals(expected.subList(1, expected.size()));
    boolean isFlat = shape.size() == 2 && shape.get(1) == width;
    boolean isBare = shape.size() == 1 && width == 1;
    if (!isWhole && !isFlat && !isBare) {
      throw Mistakes.request(
          "'%s' takes the shape %s, got %s.".formatted(Echo.of(tensor.name()), expected, shape));
    }
  }

  private RuntimeException unknown(String name) {
    return Mistakes.request(
        "The model has no input '%s', or it stands twice; expected %s."
            .formatted(Echo.of(name), expected()));
  }

  private String expected() {
    String specs =
        TensorSpec.inputs(model).stream()
            .limit(10)
            .map(spec -> "%s %s".formatted(Echo.of(spec.name()), spec.shape()))
            .collect(Collectors.joining(", "));
    return TensorSpec.isNumeric(model) ? specs + ", or one input for each column" : specs;
  }

  private int width() {
    return model.columns().stream().mapToInt(column -> column.input().rawWidth()).sum();
  }
}
