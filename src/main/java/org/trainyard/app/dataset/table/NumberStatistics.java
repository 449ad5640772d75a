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

  /** Adds the numbers of some rows. */
  void add(PresentValues present) {
    float[] values = present.values();
    int size = present.size();
    if (size == 0) {
      return;
    }
    double shift = count == 0 ? values[0] : mean;
    double sum = 0;
    double sumOfSquares = 0;
    float low = minimum;
    float high = maximum;
    for (int i = 0; i < size; i++) {
      float value = values[i];
      double difference = value - shift;
      sum += difference;
      sumOfSquares += difference * difference;
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    minimum = low;
    maximum = high;
    bytes = bytes && areBytes(values, size);
    distinct.add(values, size);
    quantiles.add(values, size);
    join(size, shift + sum / size, Math.max(0, sumOfSquares - sum * sum / size));
  }

  private static boolean areBytes(float[] values, int size) {
    for (int i = 0; i < size; i++) {
      if ((float) ((int) values[i] & BYTE) != values[i]) {
        return false;
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
