package org.trainyard.engine.layer;

import java.util.List;

/**
 * The shape of a feed-forward network.
 *
 * @param inputSize how many inputs a row has, at least 1
 * @param layers from the first to the last, at least one of them linear
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
  }

  /** How many outputs the last layer has. */
  public int outputSize() {
    int size = inputSize;
    for (LayerSpec layer : layers) {
      size =
          switch (layer) {
            case LayerSpec.Linear linear -> linear.units();
            case LayerSpec.Sigmoid _, LayerSpec.Tanh _, LayerSpec.Relu _ -> size;
          };
    }
    return size;
  }
}
