package org.trainyard.engine.layer;

import java.util.List;

/**
 * The shape of a feed-forward network.
 *
 * @param inputSize how many inputs a row has, at least 1
 * @param layers from the first to the last, at least one; softmax only as the last. Without a
 *     linear layer there are as many outputs as inputs
 */
public record NetworkSpec(int inputSize, List<LayerSpec> layers) {

  public NetworkSpec {
    layers = List.copyOf(layers);
    if (inputSize < 1) {
      throw new IllegalArgumentException("inputSize must be at least 1, got " + inputSize);
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    int softmax = layers.indexOf(new LayerSpec.Softmax());
    if (softmax >= 0 && softmax < layers.size() - 1) {
      throw new IllegalArgumentException("softmax must be the last layer, got it at " + softmax);
    }
  }

  /** How many outputs the last layer has. */
  public int outputSize() {
    return outputSizes()[layers.size() - 1];
  }

  /** How many outputs each layer has, in their order. */
  public int[] outputSizes() {
    int[] sizes = new int[layers.size()];
    int size = inputSize;
    for (int i = 0; i < sizes.length; i++) {
      if (layers.get(i) instanceof LayerSpec.Linear linear) {
        size = linear.units();
      }
      sizes[i] = size;
    }
    return sizes;
  }

  /**
   * How many numbers a network of this shape learns.
   *
   * @throws ArithmeticException beyond 2^63
   */
  public long parameterCount() {
    return count(NetworkSpec::learned);
  }

  /**
   * How many numbers such a network consists of: what it learns, and the running averages of batch
   * normalization.
   *
   * @throws ArithmeticException beyond 2^63
   */
  public long weightCount() {
    return count((layer, inputs) -> Math.addExact(learned(layer, inputs), buffered(layer, inputs)));
  }

  private long count(LayerCount ofLayer) {
    long sum = 0;
    int inputs = inputSize;
    int[] outputs = outputSizes();
    for (int i = 0; i < outputs.length; i++) {
      sum = Math.addExact(sum, ofLayer.count(layers.get(i), inputs));
      inputs = outputs[i];
    }
    return sum;
  }

  private static long learned(LayerSpec layer, long inputs) {
    return switch (layer) {
      case LayerSpec.Linear(int units, LayerSpec.Bias bias, _) ->
          switch (bias) {
            case WITH_BIAS -> Math.multiplyExact(inputs + 1, units);
            case WITHOUT_BIAS -> Math.multiplyExact(inputs, units);
          };
      case LayerSpec.Normalization _ -> 2 * inputs;
      default -> 0;
    };
  }

  private static long buffered(LayerSpec layer, long inputs) {
    return layer instanceof LayerSpec.BatchNorm ? 2 * inputs : 0;
  }

  /** A count of one layer with so many inputs. */
  private interface LayerCount {
    long count(LayerSpec layer, long inputs);
  }
}
