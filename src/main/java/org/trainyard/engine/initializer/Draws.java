package org.trainyard.engine.initializer;

import java.util.function.LongToDoubleFunction;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/** Fills matrices; value number {@code i} is a function of the key and {@code i}. */
final class Draws {

  private Draws() {}

  static void constant(Matrix values, double value) {
    fill(values, _ -> value);
  }

  static void uniform(Matrix values, double bound, RandomKey key) {
    uniform(values, -bound, bound, key);
  }

  static void uniform(Matrix values, double low, double high, RandomKey key) {
    fill(values, index -> key.uniform(index, low, high));
  }

  static void normal(Matrix values, double deviation, RandomKey key) {
    fill(values, index -> deviation * key.normal(index));
  }

  private static void fill(Matrix values, LongToDoubleFunction value) {
    long index = 0;
    for (int row = 0; row < values.rows(); row++) {
      for (int column = 0; column < values.columns(); column++) {
        values.set(row, column, (float) value.applyAsDouble(index));
        index++;
      }
    }
  }
}
