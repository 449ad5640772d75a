package org.trainyard.app.protocol.oip;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelOutput;
import org.trainyard.app.model.ServableModel;

/**
 * A tensor of a model as its metadata show it.
 *
 * <p>A model of numbers alone has one input, {@link #INPUT}: all its numbers in the order of its
 * columns. A model that reads texts too has an input for each column, which is how data frames are
 * sent (MLServer's {@code pd}). The output is the probability of each label, or the value of each
 * target.
 *
 * @param shape the first dimension, of any length, counts the rows
 */
record TensorSpec(String name, DataType datatype, List<Integer> shape) {

  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final int ANY = -1;

  TensorSpec {
    shape = List.copyOf(shape);
  }

  static List<TensorSpec> inputs(ServableModel model) {
    List<ModelInput> columns = model.description().inputs();
    if (!isNumeric(model)) {
      return columns.stream().map(TensorSpec::of).toList();
    }
    int width = columns.stream().mapToInt(ModelInput::rawWidth).sum();
    List<Integer> shape =
        columns.size() == 1 ? of(columns.getFirst()).shape() : List.of(ANY, width);
    return List.of(new TensorSpec(INPUT, DataType.FP32, shape));
  }

  static TensorSpec output(ServableModel model) {
    int width =
        switch (model.description().output()) {
          case ModelOutput.Classification classification -> classification.labels().size();
          case ModelOutput.Regression regression -> regression.targets().size();
        };
    return new TensorSpec(OUTPUT, DataType.FP32, List.of(ANY, width));
  }

  static boolean isNumeric(ServableModel model) {
    return model.description().inputs().stream()
        .allMatch(column -> column instanceof ModelInput.Numeric);
  }

  /** The tensor of one column. */
  static TensorSpec of(ModelInput column) {
    return switch (column) {
      case ModelInput.Categorical(String name, _) ->
          new TensorSpec(name, DataType.BYTES, List.of(ANY, 1));
      case ModelInput.Numeric numeric ->
          new TensorSpec(
              numeric.name(),
              DataType.FP32,
              numeric.shape().isEmpty() ? List.of(ANY, 1) : batch(numeric.shape()));
    };
  }

  private static List<Integer> batch(List<Integer> row) {
    List<Integer> shape = new ArrayList<>();
    shape.add(ANY);
    shape.addAll(row);
    return shape;
  }
}
