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
    int softmax = layers.indexOf(new LayerSpec.Softmax());
    if (softmax >= 0 && softmax < layers.size() - 1) {
      throw new IllegalArgumentException("softmax must be the last layer, got it at " + softmax);
    }
  }

  /** How many outputs the last layer has. */
  public int outputSize() {
    int size = inputSize;
    for (LayerSpec layer : layers) {
      if (layer instanceof LayerSpec.Linear linear) {
        size = linear.units();
      }
    }
    return size;
  }
}
