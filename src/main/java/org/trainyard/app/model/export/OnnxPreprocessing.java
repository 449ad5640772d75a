package org.trainyard.app.model.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.trainyard.app.model.ModelInput;
import org.trainyard.app.model.ModelInput.Scaling;

/**
 * From raw columns to the inputs of the network, as {@link org.trainyard.app.model.Preprocessor}
 * computes them.
 *
 * <p>A column is an input of its own: numbers of shape {@code (rows, 1)}, or {@code (rows, 28, 28)}
 * for images, NaN where one is missing; texts of shape {@code (rows, 1)}, where what training never
 * met, an empty text for instance, is unknown. Neighbouring columns of numbers are computed
 * together.
 */
final class OnnxPreprocessing {

  private final OnnxGraph graph;
  private final OnnxNames names;
  private final List<String> parts = new ArrayList<>();
  private final List<ModelInput.Numeric> run = new ArrayList<>();

  private OnnxPreprocessing(OnnxGraph graph, OnnxNames names) {
    this.graph = graph;
    this.names = names;
  }

  /** Adds the nodes, and returns the value with the inputs of the network, {@code (rows, all)}. */
  static String add(OnnxGraph graph, OnnxNames names, List<ModelInput> inputs) {
    OnnxPreprocessing preprocessing = new OnnxPreprocessing(graph, names);
    for (ModelInput input : inputs) {
      preprocessing.add(input);
    }
    preprocessing.endRun();
    return preprocessing.joined(preprocessing.parts);
  }

  private void add(ModelInput input) {
    switch (input) {
      case ModelInput.Numeric numeric -> {
        run.add(numeric);
        if (!numeric.indicators().isEmpty()) {
          endRun(); // indicators stand right after their column
        }
      }
      case ModelInput.Categorical categorical -> {
        endRun();
        parts.add(oneHot(categorical));
      }
    }
  }

  private void endRun() {
    if (run.isEmpty()) {
      return;
    }
    List<Scaling> scalings = run.stream().flatMap(column -> column.values().stream()).toList();
    String raw = joined(run.stream().map(this::flat).toList());
    String missing = graph.node("IsNaN", List.of(raw));
    String filled = graph.node("Where", List.of(missing, vector(scalings, Scaling::fill), raw));
    String shifted = graph.node("Sub", List.of(filled, vector(scalings, Scaling::offset)));
    parts.add(graph.node("Mul", List.of(shifted, vector(scalings, Scaling::factor))));
    addIndicators(missing, scalings.size());
    run.clear();
  }

  private void addIndicators(String missing, int width) {
    ModelInput.Numeric last = run.getLast();
    if (last.indicators().isEmpty()) {
      return;
    }
    int first = width - last.values().size();
    long[] numbers = last.indicators().stream().mapToLong(number -> first + number).toArray();
    String flags =
        graph.node(
            "Cast", List.of(missing), OnnxAttribute.integer("to", OnnxTensor.Type.FLOAT.number));
    parts.add(
        graph.node(
            "Gather",
            List.of(flags, graph.constant(OnnxTensor.integers(numbers, numbers.length))),
            OnnxAttribute.integer("axis", 1)));
  }

  /** The raw numbers of a column, {@code (rows, numbers)}. */
  private String flat(ModelInput.Numeric column) {
    String name = names.input(column.name());
    if (column.shape().isEmpty()) {
      return graph.input(name, OnnxTensor.Type.FLOAT, List.of(1));
    }
    String shaped = graph.input(name, OnnxTensor.Type.FLOAT, column.shape());
    return graph.node("Flatten", List.of(shaped), OnnxAttribute.integer("axis", 1));
  }

  private String oneHot(ModelInput.Categorical column) {
    int unknown = column.categories().size();
    String text = graph.input(names.input(column.name()), OnnxTensor.Type.STRING, List.of(1));
    if (unknown == 0) {
      return allUnknown(text);
    }
    String index =
        graph.mlNode(
            "LabelEncoder",
            List.of(text),
            OnnxAttribute.texts("keys_strings", column.categories()),
            OnnxAttribute.integers("values_int64s", count(unknown)),
            OnnxAttribute.integer("default_int64", unknown));
    String depth = graph.constant(OnnxTensor.integers(new long[] {unknown + 1L}));
    String offAndOn = graph.constant(OnnxTensor.floats(new float[] {0, 1}, 2));
    String nested = graph.node("OneHot", List.of(index, depth, offAndOn)); // (rows, 1, depth)
    return graph.node(
        "Squeeze", List.of(nested, graph.constant(OnnxTensor.integers(new long[] {1}, 1))));
  }

  /** Training met no text of the column: each row has a 1 in its only input. */
  private String allUnknown(String text) {
    String shape = graph.node("Shape", List.of(text));
    String ones = graph.constant(OnnxTensor.floats(new float[] {1}, 1, 1));
    return graph.node("Expand", List.of(ones, shape));
  }

  private String joined(List<String> columns) {
    return columns.size() == 1
        ? columns.getFirst()
        : graph.node("Concat", columns, OnnxAttribute.integer("axis", 1));
  }

  private String vector(List<Scaling> scalings, ToDoubleFunction<Scaling> member) {
    float[] values = new float[scalings.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) member.applyAsDouble(scalings.get(i));
    }
    return graph.constant(OnnxTensor.floats(values, values.length));
  }

  private static long[] count(int size) {
    long[] numbers = new long[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i;
    }
    return numbers;
  }
}
