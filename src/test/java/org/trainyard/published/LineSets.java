package org.trainyard.published;

import java.util.function.DoubleToIntFunction;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.tensor.Matrix;

/** The one-dimensional sets of IBM's course "Deep Neural Networks with PyTorch"; no randomness. */
final class LineSets {

  private LineSets() {}

  /** The whole numbers from -20 to 19; class 1 between -4 and 4. */
  static ArraySamples box() {
    return set(40, -20, 1, x -> -4 < x && x < 4 ? 1 : 0);
  }

  /** 100 numbers from -20 to 20; class 1 between -10 and -5 and between 5 and 10. */
  static ArraySamples twoBoxes() {
    return set(100, -20, 40.0 / 99, x -> 5 < Math.abs(x) && Math.abs(x) < 10 ? 1 : 0);
  }

  /** 40 numbers from -2 to 1.9; class 1 between -1 and 1, class 2 from 1 on, else class 0. */
  static ArraySamples threeSegments() {
    return set(40, -2, 0.1, x -> x >= 1 ? 2 : x > -1 ? 1 : 0);
  }

  private static ArraySamples set(
      int rows, double start, double distance, DoubleToIntFunction classOf) {
    Matrix inputs = Matrix.zeros(rows, 1);
    Matrix targets = Matrix.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      // Rounded, so that a sum such as -2 + 10 * 0.1 is on its own side of a border.
      float x = (float) (start + row * distance);
      inputs.set(row, 0, x);
      targets.set(row, 0, classOf.applyAsInt(x));
    }
    return new ArraySamples(inputs, targets);
  }
}
