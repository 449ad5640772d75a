package org.trainyard.engine.metric;

import java.util.List;
import org.trainyard.engine.tensor.Matrix;

/**
 * What a person reads off a network beside the loss. Each row adds to a sum in double, in the order
 * of the rows, and {@link #of} turns the sum into the figure.
 */
public sealed interface Metric {

  /**
   * What each of the rows {@code [from, to)} adds to the sum. Several threads may work on disjoint
   * rows; nothing is allocated.
   *
   * @param outputs (rows, outputSize)
   * @param targets (rows, targetSize)
   * @param rowMetrics written
   */
  void evaluate(Matrix outputs, Matrix targets, int from, int to, double[] rowMetrics);

  /** Which of two figures is the better one. */
  Better better();

  /** Which of two figures is the better one. */
  enum Better {
    LOWER,
    HIGHER
  }

  /** The figure for {@code rows} rows with that sum. */
  double of(double sum, long rows);

  /**
   * The share of rows whose class is right. With one output a row is of the second class if its
   * logit is positive; else it is of the class with the largest output, the first of equal ones.
   */
  record Accuracy() implements Metric {

    @Override
    public void evaluate(Matrix outputs, Matrix targets, int from, int to, double[] rowMetrics) {
      for (int row = from; row < to; row++) {
        rowMetrics[row] = predicted(outputs, row) == (int) targets.get(row, 0) ? 1 : 0;
      }
    }

    @Override
    public Better better() {
      return Better.HIGHER;
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
    public void evaluate(Matrix outputs, Matrix targets, int from, int to, double[] rowMetrics) {
      for (int row = from; row < to; row++) {
        double sum = 0;
        for (int column = 0; column < outputs.columns(); column++) {
          double error =
              ((double) outputs.get(row, column) - targets.get(row, column)) * units.get(column);
          sum += error * error;
        }
        rowMetrics[row] = sum;
      }
    }

    @Override
    public Better better() {
      return Better.LOWER;
    }

    @Override
    public double of(double sum, long rows) {
      return Math.sqrt(sum / rows / units.size());
    }
  }
}
