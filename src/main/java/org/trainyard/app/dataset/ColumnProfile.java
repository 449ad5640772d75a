package org.trainyard.app.dataset;

import java.util.List;

/**
 * Statistics of the numbers of a column, gathered in one pass in constant memory. Not for use by
 * several threads.
 */
public final class ColumnProfile {

  private final DistinctCount distinct;
  private long missing;
  private long count;
  private double mean;
  private double squares; // sum of squared differences from the mean, by Welford's recurrence
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /** A profile of one of so many columns, which share the memory for counting distinct values. */
  public ColumnProfile(int columns) {
    this.distinct = DistinctCount.oneOf(columns);
  }

  /** Counts one value; NaN is a missing one. */
  public void add(float value) {
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
    distinct.add(value);
  }

  /** The column with what was found. */
  public Column.Numeric column(String name, List<Integer> shape, Storage storage) {
    boolean empty = count == 0;
    return new Column.Numeric(
        name,
        shape,
        storage,
        missing,
        distinct.count(),
        empty ? Double.NaN : minimum,
        empty ? Double.NaN : maximum,
        empty ? Double.NaN : mean,
        empty ? Double.NaN : Math.sqrt(squares / count));
  }
}
