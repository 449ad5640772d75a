package org.trainyard.app.model.export;

import java.util.List;
import org.trainyard.app.model.ModelOutput;

/** From the outputs of the network to what the model predicts. */
final class OnnxHead {

  private final OnnxGraph graph;

  private OnnxHead(OnnxGraph graph) {
    this.graph = graph;
  }

  /** Adds the nodes and declares the outputs. */
  static void add(OnnxGraph graph, String outputs, ModelOutput output) {
    OnnxHead head = new OnnxHead(graph);
    switch (output) {
      case ModelOutput.Classification classification -> head.label(outputs, classification);
      case ModelOutput.Regression regression -> head.value(outputs, regression.targets());
    }
  }

  private void label(String logits, ModelOutput.Classification output) {
    String probabilities =
        switch (output.head()) {
          case SOFTMAX -> graph.node("Softmax", List.of(logits), axis());
          case SIGMOID -> {
            String second = graph.node("Sigmoid", List.of(logits));
            String first = graph.node("Sub", List.of(floats(1), second));
            yield graph.node("Concat", List.of(first, second), axis());
          }
        };
    String likeliest =
        graph.node("ArgMax", List.of(probabilities), axis(), OnnxAttribute.integer("keepdims", 0));
    String labels = graph.constant(OnnxTensor.texts(output.labels()));
    graph.name(graph.node("Gather", List.of(labels, likeliest)), OnnxNames.LABEL);
    graph.output(OnnxNames.LABEL, OnnxTensor.Type.STRING, List.of());
    graph.name(probabilities, OnnxNames.PROBABILITIES);
    graph.output(OnnxNames.PROBABILITIES, OnnxTensor.Type.FLOAT, List.of(output.labels().size()));
  }

  private void value(String outputs, List<ModelOutput.Target> targets) {
    double[] deviations = targets.stream().mapToDouble(ModelOutput.Target::deviation).toArray();
    double[] means = targets.stream().mapToDouble(ModelOutput.Target::mean).toArray();
    String scaled = graph.node("Mul", List.of(outputs, floats(deviations)));
    graph.name(graph.node("Add", List.of(scaled, floats(means))), OnnxNames.VALUE);
    graph.output(OnnxNames.VALUE, OnnxTensor.Type.FLOAT, List.of(targets.size()));
  }

  private String floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return graph.constant(OnnxTensor.floats(floats, floats.length));
  }

  private static OnnxAttribute axis() {
    return OnnxAttribute.integer("axis", 1);
  }
}
