package org.trainyard.app.model.export;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.tensor.Parameter;

/** The layers of a network as nodes. What dropout does in training is left out. */
final class OnnxNetwork {

  private final OnnxGraph graph;
  private final Map<String, Parameter> parameters; // by their names, such as 0.weight

  private OnnxNetwork(OnnxGraph graph, Network network) {
    this.graph = graph;
    this.parameters =
        network.state().stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
  }

  /** Adds the nodes, and returns the value with the outputs, {@code (rows, outputSize)}. */
  static String add(OnnxGraph graph, String inputs, Network network) {
    OnnxNetwork nodes = new OnnxNetwork(graph, network);
    String value = inputs;
    List<LayerSpec> layers = network.spec().layers();
    for (int i = 0; i < layers.size(); i++) {
      value = nodes.add(layers.get(i), i, value);
    }
    return value;
  }

  private String add(LayerSpec layer, int position, String x) {
    Function<String, String> constant = name -> constant(position + "." + name);
    return switch (layer) {
      case LayerSpec.Linear(_, LayerSpec.Bias bias, _) -> {
        String product = graph.node("MatMul", List.of(x, constant.apply("weight")));
        yield switch (bias) {
          case WITH_BIAS -> graph.node("Add", List.of(product, constant.apply("bias")));
          case WITHOUT_BIAS -> product;
        };
      }
      case LayerSpec.Sigmoid _ -> graph.node("Sigmoid", List.of(x));
      case LayerSpec.Tanh _ -> graph.node("Tanh", List.of(x));
      case LayerSpec.Relu _ -> graph.node("Relu", List.of(x));
      case LayerSpec.LeakyRelu(double slope) ->
          graph.node("LeakyRelu", List.of(x), OnnxAttribute.real("alpha", slope));
      case LayerSpec.Elu(double alpha) ->
          graph.node("Elu", List.of(x), OnnxAttribute.real("alpha", alpha));
      case LayerSpec.Selu _ -> graph.node("Selu", List.of(x));
      case LayerSpec.Gelu _ -> graph.node("Gelu", List.of(x));
      case LayerSpec.Silu _ -> graph.node("Mul", List.of(x, graph.node("Sigmoid", List.of(x))));
      case LayerSpec.Softplus _ -> graph.node("Softplus", List.of(x));
      case LayerSpec.Softmax _ ->
          graph.node("Softmax", List.of(x), OnnxAttribute.integer("axis", 1));
      case LayerSpec.Dropout _ -> x;
      case LayerSpec.BatchNorm _ ->
          graph.node(
              "BatchNormalization",
              List.of(
                  x,
                  constant.apply("weight"),
                  constant.apply("bias"),
                  constant.apply("running_mean"),
                  constant.apply("running_var")),
              OnnxAttribute.real("epsilon", LayerSpec.Normalization.EPSILON));
      case LayerSpec.LayerNorm _ ->
          graph.node(
              "LayerNormalization",
              List.of(x, constant.apply("weight"), constant.apply("bias")),
              OnnxAttribute.real("epsilon", LayerSpec.Normalization.EPSILON));
    };
  }

  private String constant(String name) {
    return graph.constant(tensor(Objects.requireNonNull(parameters.get(name), name)));
  }

  private static OnnxTensor tensor(Parameter parameter) {
    int columns = parameter.value().columns();
    float[] values = RowMajor.copy(parameter.value());
    return switch (parameter.role()) {
      case WEIGHT -> OnnxTensor.floats(values, parameter.value().rows(), columns);
      case BIAS, SCALE, BUFFER -> OnnxTensor.floats(values, columns);
    };
  }
}
