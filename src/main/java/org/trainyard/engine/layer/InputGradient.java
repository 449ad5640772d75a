package org.trainyard.engine.layer;

import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;

/**
 * The way back through a linear layer, {@code dL/dX = dL/dY W^T}.
 *
 * <p>Keeps the weights a second time, transposed, so that this is a product of two row-major
 * matrices like all others; each slice of the weights is transposed again by the thread that
 * changed it.
 */
final class InputGradient {

  private final Matrix gradient; // (maxRows, inputSize)
  private final Matrix transposed; // (units, inputSize)
  private final Matrix zeros; // (1, inputSize)

  InputGradient(Matrix gradient, Matrix weight, Slab memory) {
    int inputSize = weight.rows();
    int units = weight.columns();
    this.gradient = gradient;
    this.transposed = memory.zeros(units, inputSize);
    this.zeros = Matrix.zeros(1, inputSize);
    weightChanged(weight, 0, weight.rows());
  }

  /** Computes the rows {@code [from, to)}. */
  void compute(Matrix outputGradient, int from, int to) {
    Linear.affine(outputGradient, transposed, zeros, gradient, from, to);
  }

  /** Takes over the rows {@code [from, to)} of the weights. */
  void weightChanged(Matrix weight, int from, int to) {
    Kernels.transpose(
        weight.data(),
        weight.index(from, 0),
        weight.stride(),
        transposed.data(),
        transposed.index(0, from),
        transposed.stride(),
        to - from,
        weight.columns());
  }
}
