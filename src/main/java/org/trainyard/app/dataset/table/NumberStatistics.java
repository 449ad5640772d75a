package org.trainyard.app.dataset.table;

import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Storage;

/**
 * Statistics of the numbers of a column, gathered in one pass in bounded memory. Belongs to one
 * thread.
 *
 * <p>Mean and variance come from blocks of rows, each about the mean so far, joined by the formula
 * of T. Chan, G. Golub, R. LeVeque, "Updating formulae and a pairwise algorithm for computing
 * sample variances", 1979, which loses no digits to large means.
 */
final class NumberStatistics {

  private static final int BYTE = 0xFF;

  private final DistinctCount distinct;
  private final QuantileSample quantiles;
  private long count;
  private double mean;
  private double squares; // sum of squared differences from the mean
  private float minimum = Float.POSITIVE_INFINITY;
  private float maximum = Float.NEGATIVE_INFINITY;
  private boolean bytes = true; // whole numbers from 0 to 255

  /** Statistics of one of so many columns, which share the memory. */
  NumberStatistics(int columns) {
    this.distinct = DistinctCount.oneOf(columns);
    this.quantiles = QuantileSample.oneOf(columns);
  }

  /** Adds {@code number} values that stand {@code step} apart; NaN is a missing one. */
  void add(float[] values, int from, int step, int number) {
    double shift = count == 0 ? firstPresent(values, from, step, number) : mean;
    double sum = 0;
    double sumOfSquares = 0;
    int present = 0;
    float low = minimum;
    float high = maximum;
    for (int i = 0, at = from; i < number; i++, at += step) {
      float value = values[at];
      if (Float.isNaN(value)) {
        continue;
      }
      present++;
      double difference = value - shift;
      sum += difference;
      sumOfSquares += difference * difference;
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    minimum = low;
    maximum = high;
    bytes = bytes && areBytes(values, from, step, number);
    distinct.add(values, from, step, number);
    quantiles.add(values, from, step, number);
    if (present > 0) {
      join(present, shift + sum / present, Math.max(0, sumOfSquares - sum * sum / present));
    }
  }

  private static double firstPresent(float[] values, int from, int step, int number) {
    for (int i = 0; i < number; i++) {
      if (!Float.isNaN(values[from + i * step])) {
        return values[from + i * step];
      }
    }
    return 0;
  }

  private static boolean areBytes(float[] values, int from, int step, int number) {
    for (int i = 0, at = from; i < number; i++, at += step) {
      if ((float) ((int) values[at] & BYTE) != values[at]) {
        return false; // NaN included
      }
    }
    return true;
  }

  private void join(long number, double otherMean, double otherSquares) {
    long total = count + number;
    double difference = otherMean - mean;
    squares += otherSquares + difference * difference * ((double) count * number / total);
    mean += difference * number / total;
    count = total;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * The column with what was found.
   *
   * @param values of the whole column; those that were not added are missing
   */
  Column.Numeric column(String name, List<Integer> shape, long values) {
    return new Column.Numeric(
        name,
        shape,
        bytes && count == values ? Storage.UINT8 : Storage.FLOAT32,
        values - count,
        distinct.count(),
        distinct.error(),
        count == 0 ? Double.NaN : minimum,
        count == 0 ? Double.NaN : maximum,
        count == 0 ? Double.NaN : mean,
        count == 0 ? Double.NaN : Math.sqrt(squares / count),
        quantiles.quantiles());
  }
}
