package org.trainyard.benchmark;

import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;

/** The operands of the two products of a linear layer, {@code X (m, k)}, {@code W (k, n)}. */
final class ProductShape {

  private final Matrix x;
  private final Matrix w;
  private final Matrix y;
  private final Matrix gradient;
  private final float[] bias;

  /** Reads {@code MxKxN}: rows of a minibatch, inputs, units. */
  static ProductShape parse(String text) {
    String[] sizes = text.split("x", -1);
    return new ProductShape(
        Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
  }

  private ProductShape(int m, int k, int n) {
    Slab memory = Slab.expecting((long) m * k + 2L * k * n + (long) m * n);
    x = random(memory.zeros(m, k), 1);
    w = random(memory.zeros(k, n), 2);
    y = memory.zeros(m, n);
    gradient = memory.zeros(k, n);
    bias = new float[Kernels.padded(n)];
  }

  private static Matrix random(Matrix matrix, int seed) {
    RandomKey key = new RandomKey(seed);
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        matrix.set(row, column, key.derive(row).uniform(column, -1, 1));
      }
    }
    return matrix;
  }

  /** Floating-point operations of each of the two products. */
  double operations() {
    return 2.0 * x.rows() * x.columns() * y.columns();
  }

  /** {@code Y = X W + b}. */
  void forward() {
    Kernels.affine(
        x.data(),
        x.index(0, 0),
        x.stride(),
        w.data(),
        w.index(0, 0),
        w.stride(),
        bias,
        0,
        y.data(),
        y.index(0, 0),
        y.stride(),
        x.rows(),
        x.columns(),
        y.columns());
  }

  /** {@code dL/dW = X^T dL/dY}. */
  void weightGradient() {
    Kernels.multiplyTransposed(
        x.data(),
        x.index(0, 0),
        x.stride(),
        y.data(),
        y.index(0, 0),
        y.stride(),
        gradient.data(),
        gradient.index(0, 0),
        gradient.stride(),
        x.columns(),
        x.rows(),
        y.columns());
  }
}
