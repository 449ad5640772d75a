package org.trainyard.app.model.export;

import java.util.List;
import java.util.Set;

/**
 * A graph that grows node by node, in the order in which it is computed. The numbers are those of
 * {@code GraphProto}, {@code NodeProto} and {@code ValueInfoProto} in onnx.proto.
 *
 * <p>A value is known by its name: those of inputs and outputs are given, all others are made up.
 */
final class OnnxGraph {

  /** The operators of machine learning beside the common ones. */
  static final String ML_DOMAIN = "ai.onnx.ml";

  private static final String COMMON_DOMAIN = "";

  private final ProtoMessage nodes = new ProtoMessage();
  private final ProtoMessage tensors = new ProtoMessage();
  private final ProtoMessage inputs = new ProtoMessage();
  private final ProtoMessage outputs = new ProtoMessage();
  private final String prefix;
  private int values;

  /**
   * An empty graph.
   *
   * @param given names of inputs and outputs
   */
  OnnxGraph(Set<String> given) {
    String free = "v";
    while (startsOne(free, given)) {
      free = "_" + free;
    }
    this.prefix = free;
  }

  private static boolean startsOne(String prefix, Set<String> names) {
    return names.stream().anyMatch(name -> name.startsWith(prefix));
  }

  /**
   * Declares an input of the model.
   *
   * @param shape of one row; the first dimension, the rows, is added
   */
  String input(String name, OnnxTensor.Type type, List<Integer> shape) {
    inputs.message(11, valueInfo(name, type, shape));
    return name;
  }

  void output(String name, OnnxTensor.Type type, List<Integer> shape) {
    outputs.message(12, valueInfo(name, type, shape));
  }

  /** Adds a tensor that never changes. */
  String constant(OnnxTensor tensor) {
    String name = freshName();
    tensors.message(5, tensor.named(name));
    return name;
  }

  /** Adds a node with one output, and names that. */
  String node(String operator, List<String> from, OnnxAttribute... attributes) {
    String name = freshName();
    node(COMMON_DOMAIN, operator, from, name, attributes);
    return name;
  }

  /** Adds a node of {@link #ML_DOMAIN}. */
  String mlNode(String operator, List<String> from, OnnxAttribute... attributes) {
    String name = freshName();
    node(ML_DOMAIN, operator, from, name, attributes);
    return name;
  }

  /** Gives a value the name of an output. */
  void name(String value, String output) {
    node(COMMON_DOMAIN, "Identity", List.of(value), output);
  }

  ProtoMessage message(String name) {
    ProtoMessage graph = new ProtoMessage();
    graph.append(nodes).text(2, name);
    return graph.append(tensors).append(inputs).append(outputs);
  }

  private void node(
      String domain,
      String operator,
      List<String> from,
      String output,
      OnnxAttribute... attributes) {
    ProtoMessage node = new ProtoMessage();
    for (String input : from) {
      node.text(1, input);
    }
    node.text(2, output).text(3, operator + "-" + output).text(4, operator);
    for (OnnxAttribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    node.text(7, domain);
    nodes.message(1, node);
  }

  private static ProtoMessage valueInfo(String name, OnnxTensor.Type type, List<Integer> shape) {
    ProtoMessage dimensions =
        new ProtoMessage().message(1, new ProtoMessage().text(2, "rows")); // any number
    for (int size : shape) {
      dimensions.message(1, new ProtoMessage().number(1, size));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, type.number).message(2, dimensions);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  private String freshName() {
    return prefix + values++;
  }
}
