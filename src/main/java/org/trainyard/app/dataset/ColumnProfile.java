package org.trainyard.app.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statistics of the numbers of a column, gathered while they are stored. */
final class ColumnProfile {

  /** Distinct numbers are counted exactly up to this many; beyond, this many is reported. */
  static final int MAX_DISTINCT = 100_000;

  private final Set<Float> distinct = new HashSet<>();
  private long missing;
  private long count;
  private double mean;
  private double squares; // sum of squared differences from the mean, by Welford's recurrence
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /** Counts one value; NaN is a missing one. */
  void add(float value) {
    if (Float.isNaN(value)) {
      missing++;
      return;
    }
    count++;
    double difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    if (distinct.size() < MAX_DISTINCT) {
      distinct.add(value);
    }
  }

  Column.Numeric column(String name, List<Integer> shape) {
    boolean empty = count == 0;
    return new Column.Numeric(
        name,
        shape,
        missing,
        distinct.size(),
        empty ? Double.NaN : minimum,
        empty ? Double.NaN : maximum,
        empty ? Double.NaN : mean,
        empty ? Double.NaN : Math.sqrt(squares / count));
  }
}
