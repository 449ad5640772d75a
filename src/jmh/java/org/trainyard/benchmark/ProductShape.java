package org.trainyard.benchmark;

import java.util.List;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.layer.TrainingPass;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/**
 * The three products of a linear layer as a training computes them, with the copies that they read:
 * {@code X (m, k)}, {@code W (k, n)}. Another layer stands before it, so that all three are needed.
 */
final class ProductShape {

  private final int m;
  private final int k;
  private final int n;
  private final Task.Rows forward;
  private final Task.Rows backward;
  private final TrainedParameter weight;

  /** Reads {@code MxKxN}: rows of a minibatch, inputs, units. */
  static ProductShape parse(String text) {
    String[] sizes = text.split("x", -1);
    return new ProductShape(
        Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
  }

  private ProductShape(int m, int k, int n) {
    this.m = m;
    this.k = k;
    this.n = n;
    NetworkSpec spec = new NetworkSpec(1, List.of(linear(k), linear(n)));
    TrainingPass pass = new TrainingPass(Network.create(spec, 1), m, new RandomKey(2));
    fill(pass.inputs(), 3);
    fill(pass.outputGradient(), 4);
    rows(pass.forward().getFirst()).run(0, m);
    this.forward = rows(pass.forward().getLast());
    this.backward = rows(pass.backward().getFirst());
    this.weight = pass.parameters().get(2); // behind the weights and biases of the first layer
    forward();
    inputGradient();
  }

  private static LayerSpec linear(int units) {
    return new LayerSpec.Linear(units, LayerSpec.Bias.WITH_BIAS, new Initializer.HeNormal());
  }

  private static Task.Rows rows(Task task) {
    return switch (task) {
      case Task.Rows rows -> rows;
      case Task.Columns _ -> throw new IllegalStateException("a linear layer works row by row");
    };
  }

  private static void fill(Matrix matrix, int seed) {
    RandomKey key = new RandomKey(seed);
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        matrix.set(row, column, key.derive(row).uniform(column, -1, 1));
      }
    }
  }

  /** Floating-point operations of each of the products. */
  double operations() {
    return 2.0 * m * k * n;
  }

  /** {@code Y = X W + b}. */
  void forward() {
    forward.run(0, m);
  }

  /** {@code dL/dX = dL/dY W^T}. */
  void inputGradient() {
    backward.run(0, m);
  }

  /** {@code dL/dW = X^T dL/dY}. */
  void weightGradient() {
    weight.computeGradient(m, 0, k);
  }
}
