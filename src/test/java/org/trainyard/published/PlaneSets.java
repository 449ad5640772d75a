package org.trainyard.published;

import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.tensor.Matrix;

/** The two-dimensional sets of IBM's course "Deep Neural Networks with PyTorch". */
final class PlaneSets {

  private static final int XOR_ROWS = 100;
  private static final double XOR_NOISE = 0.01;
  private static final int SPIRAL_CLASSES = 3;
  private static final int SPIRAL_ROWS = 500;
  private static final double SPIRAL_NOISE = 0.2;
  private static final int POLYNOMIAL_ROWS = 1000;

  private PlaneSets() {}

  /**
   * Noisy XOR: a quarter of the rows at each of (0, 0), (0, 1), (1, 0), (1, 1), in this order. The
   * course adds noise to all rows each time it has set one row of every quarter, so that row i of a
   * quarter of q rows keeps the noise of q - i times.
   */
  static ArraySamples noisyXor(long seed) {
    Draws draws = new Draws(seed);
    Matrix inputs = Matrix.zeros(XOR_ROWS, 2);
    Matrix targets = Matrix.zeros(XOR_ROWS, 1);
    int quarter = XOR_ROWS / 4;
    for (int row = 0; row < XOR_ROWS; row++) {
      int first = row / quarter / 2;
      int second = row / quarter % 2;
      double deviation = XOR_NOISE * Math.sqrt(quarter - row % quarter);
      inputs.set(row, 0, (float) (first + draws.normal(deviation)));
      inputs.set(row, 1, (float) (second + draws.normal(deviation)));
      targets.set(row, 0, first ^ second);
    }
    return new ArraySamples(inputs, targets);
  }

  /**
   * Three arms of a spiral, one class after the other: row n of an arm has the radius n / (N - 1),
   * and the angle grows by 4 along the arm, with noise. Source: Stanford's cs231n.
   */
  static ArraySamples spiral(long seed) {
    Draws draws = new Draws(seed);
    Matrix inputs = Matrix.zeros(SPIRAL_CLASSES * SPIRAL_ROWS, 2);
    Matrix targets = Matrix.zeros(inputs.rows(), 1);
    for (int row = 0; row < inputs.rows(); row++) {
      int arm = row / SPIRAL_ROWS;
      double radius = row % SPIRAL_ROWS / (SPIRAL_ROWS - 1.0);
      double angle = 4 * arm + 4 * radius + draws.normal(SPIRAL_NOISE);
      inputs.set(row, 0, (float) (radius * StrictMath.sin(angle)));
      inputs.set(row, 1, (float) (radius * StrictMath.cos(angle)));
      targets.set(row, 0, arm);
    }
    return new ArraySamples(inputs, targets);
  }

  /**
   * The classes on both sides of a curve of the second degree in the unit square, and noise that is
   * added to the points once their class is known: twice to the training rows, with the deviation
   * 0.2, and with 0.15 to as many others that are tested on.
   */
  static Examples noisyCurve(long seed) {
    return new Examples(
        curve(new Draws(2 * seed), 0.2 * Math.sqrt(2)), curve(new Draws(2 * seed + 1), 0.15));
  }

  private static ArraySamples curve(Draws draws, double noise) {
    Matrix inputs = Matrix.zeros(POLYNOMIAL_ROWS, 2);
    Matrix targets = Matrix.zeros(POLYNOMIAL_ROWS, 1);
    for (int row = 0; row < POLYNOMIAL_ROWS; row++) {
      double x = draws.uniform();
      double y = draws.uniform();
      targets.set(row, 0, -1 + x + 2 * y + x * y - 3 * x * x + y * y > 0 ? 1 : 0);
      inputs.set(row, 0, (float) (x + draws.normal(noise)));
      inputs.set(row, 1, (float) (y + draws.normal(noise)));
    }
    return new ArraySamples(inputs, targets);
  }
}
