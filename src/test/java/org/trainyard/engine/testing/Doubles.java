package org.trainyard.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.trainyard.engine.tensor.Matrix;

/** Matrices in float64, as arrays of rows. */
public final class Doubles {

  private Doubles() {}

  public static double[][] of(Matrix matrix) {
    double[][] values = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        values[row][column] = matrix.get(row, column);
      }
    }
    return values;
  }

  /** Normal numbers, none of them nearer to 0 than 0.05: activations may have a kink there. */
  public static Matrix random(int rows, int columns, double deviation, long seed) {
    Random random = new Random(seed);
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = deviation * random.nextGaussian();
        matrix.set(row, column, (float) (value + Math.copySign(0.05, value)));
      }
    }
    return matrix;
  }

  public static double largest(double[][] values) {
    double largest = 0;
    for (double[] row : values) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }

  /** Every element of {@code actual} is within {@code distance} of {@code expected}. */
  public static void assertClose(String what, Matrix actual, double[][] expected, double distance) {
    assertThat(actual.rows()).as("rows of %s", what).isEqualTo(expected.length);
    for (int row = 0; row < expected.length; row++) {
      assertThat(actual.columns()).as("columns of %s", what).isEqualTo(expected[row].length);
      for (int column = 0; column < actual.columns(); column++) {
        double difference = Math.abs(actual.get(row, column) - expected[row][column]);
        assertThat(difference)
            .as(
                "%s at (%d, %d): %s, expected %s",
                what, row, column, actual.get(row, column), expected[row][column])
            .isLessThanOrEqualTo(distance);
      }
    }
  }
}
