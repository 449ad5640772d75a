package org.trainyard.engine.metric;

import java.util.List;
import org.trainyard.engine.tensor.Matrix;

/**
 * What a person reads off a network beside the loss. A batch adds to a sum in double, in the order
 * of its rows, and {@link #of} turns the sum of all rows into the figure.
 */
public sealed interface Metric {

  /** What the rows of a batch add to the sum. */
  double sum(Matrix outputs, Matrix targets);

  /** The figure for {@code rows} rows with that sum. */
  double of(double sum, long rows);

  /**
   * The share of rows whose class is right. With one output a row is of the second class if its
   * logit is positive; else it is of the class with the largest output, the first of equal ones.
   */
  record Accuracy() implements Metric {

    @Override
    public double sum(Matrix outputs, Matrix targets) {
      int right = 0;
      for (int row = 0; row < outputs.rows(); row++) {
        if (predicted(outputs, row) == (int) targets.get(row, 0)) {
          right++;
        }
      }
      return right;
    }

    @Override
    public double of(double sum, long rows) {
      return sum / rows;
    }

    private static int predicted(Matrix outputs, int row) {
      if (outputs.columns() == 1) {
        return outputs.get(row, 0) > 0 ? 1 : 0;
      }
      int largest = 0;
      for (int column = 1; column < outputs.columns(); column++) {
        if (outputs.get(row, column) > outputs.get(row, largest)) {
          largest = column;
        }
      }
      return largest;
    }
  }

  /**
   * The root of the mean squared error, over rows and targets.
   *
   * @param units for each target, how large one unit of the network's output is in the target's own
   *     unit
   */
  record RootMeanSquaredError(List<Double> units) implements Metric {

    public RootMeanSquaredError {
      units = List.copyOf(units);
    }

    @Override
    public double sum(Matrix outputs, Matrix targets) {
      double sum = 0;
      for (int row = 0; row < outputs.rows(); row++) {
        for (int column = 0; column < outputs.columns(); column++) {
          double error =
              ((double) outputs.get(row, column) - targets.get(row, column)) * units.get(column);
          sum += error * error;
        }
      }
      return sum;
    }

    @Override
    public double of(double sum, long rows) {
      return Math.sqrt(sum / rows / units.size());
    }
  }
}
