package org.trainyard.engine.training;

import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.LinearMemory;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.tensor.Matrix;

/**
 * How many elements the matrices of all layers have, padding included.
 *
 * @param weights what is learned
 * @param copies of weights, for the products of linear layers
 * @param passes what one row of a minibatch takes on its way forth and back
 * @param outputs what one row takes on its way forth
 */
record LayerElements(long weights, long copies, long passes, long outputs) {

  /**
   * The elements of a network.
   *
   * @param rows of a minibatch that are on their way at once
   */
  static LayerElements of(NetworkSpec network, int rows) {
    LayerElements sum = new LayerElements(0, 0, 0, 0);
    int inputs = network.inputSize();
    for (LayerSpec layer : network.layers()) {
      int outputs = layer instanceof LayerSpec.Linear linear ? linear.units() : inputs;
      boolean needsInputGradient = sum.weights() > 0;
      sum = sum.plus(of(layer, rows, inputs, Matrix.strideOf(outputs), needsInputGradient));
      inputs = outputs;
    }
    return sum;
  }

  private static LayerElements of(
      LayerSpec layer, int rows, int inputs, long stride, boolean needsInputGradient) {
    return switch (layer) {
      case LayerSpec.Linear(int units, _, _) -> {
        LinearMemory products = LinearMemory.of(rows, inputs, units, needsInputGradient);
        long output = 2 * stride; // and its gradient
        yield new LayerElements(
            (inputs + 1L) * stride, products.whole(), output + products.perRow(), stride);
      }
      case LayerSpec.Normalization _ ->
          new LayerElements(2 * stride, 0, 3 * stride, stride); // and what is normalized
      case LayerSpec.Dropout _, LayerSpec.Softmax _ ->
          new LayerElements(0, 0, 2 * stride, stride); // and a mask, a gradient
      default -> new LayerElements(0, 0, stride, stride); // an activation works in place, if it can
    };
  }

  private LayerElements plus(LayerElements other) {
    return new LayerElements(
        weights + other.weights,
        copies + other.copies,
        passes + other.passes,
        outputs + other.outputs);
  }
}
