package org.trainyard.app.job.training;

import java.util.Arrays;

/**
 * Mean, deviation and range of each value of a row, over many rows in one pass; missing values
 * (NaN) are passed over.
 *
 * <p>Mean and variance by the recurrence of Welford, "Note on a method for calculating corrected
 * sums of squares and products", Technometrics 4 (1962), which loses no digits to large means.
 */
final class RunningStatistics {

  private final double[] count; // whole numbers; as doubles they are divided by in vectors
  private final double[] mean;
  private final double[] squares; // sum of squared differences from the mean
  private final float[] minimum;
  private final float[] maximum;

  RunningStatistics(int width) {
    count = new double[width];
    mean = new double[width];
    squares = new double[width];
    minimum = new float[width];
    maximum = new float[width];
    Arrays.fill(minimum, Float.POSITIVE_INFINITY);
    Arrays.fill(maximum, Float.NEGATIVE_INFINITY);
  }

  void add(float[] row) {
    if (isComplete(row)) {
      addComplete(row);
      return;
    }
    for (int i = 0; i < count.length; i++) {
      if (!Float.isNaN(row[i])) {
        add(i, row[i]);
      }
    }
  }

  /** Loops without a branch, which the JIT compiler makes vectors of. */
  private boolean isComplete(float[] row) {
    int missing = 0;
    for (int i = 0; i < count.length; i++) {
      missing += Float.isNaN(row[i]) ? 1 : 0;
    }
    return missing == 0;
  }

  private void addComplete(float[] row) {
    for (int i = 0; i < count.length; i++) {
      double number = count[i] + 1;
      double difference = row[i] - mean[i];
      double moved = mean[i] + difference / number;
      count[i] = number;
      mean[i] = moved;
      squares[i] += difference * (row[i] - moved);
    }
    for (int i = 0; i < count.length; i++) {
      minimum[i] = Math.min(minimum[i], row[i]);
    }
    for (int i = 0; i < count.length; i++) {
      maximum[i] = Math.max(maximum[i], row[i]);
    }
  }

  private void add(int i, float value) {
    count[i]++;
    double difference = value - mean[i];
    mean[i] += difference / count[i];
    squares[i] += difference * (value - mean[i]);
    minimum[i] = Math.min(minimum[i], value);
    maximum[i] = Math.max(maximum[i], value);
  }

  /** 0 where every value is missing. */
  double mean(int index) {
    return mean[index];
  }

  /** The standard deviation, dividing by the number of values; 0 where every value is missing. */
  double deviation(int index) {
    return count[index] == 0 ? 0 : Math.sqrt(squares[index] / count[index]);
  }

  /** 0 where every value is missing. */
  float minimum(int index) {
    return count[index] == 0 ? 0 : minimum[index];
  }

  /** 0 where every value is missing. */
  float maximum(int index) {
    return count[index] == 0 ? 0 : maximum[index];
  }
}
