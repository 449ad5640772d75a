package org.trainyard.engine.optimizer;

/** The ranges of hyper-parameters. */
final class Ranges {

  private Ranges() {}

  static void requirePositive(String name, double value) {
    if (!(value > 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%s must be positive and a finite float32, got %s".formatted(name, value));
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%s must be at least 0 and a finite float32, got %s".formatted(name, value));
    }
  }

  /**
   * An epsilon as it is added to a root: at least the smallest normal float, so that the step of a
   * zero gradient is 0 and not 0 / 0.
   */
  static float divisor(double epsilon) {
    return Math.max((float) epsilon, Float.MIN_NORMAL);
  }

  static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1), got %s".formatted(name, value));
    }
  }
}
