package org.trainyard.app.evaluation;

import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;

/**
 * A bounded number of rows out of many: all, or of each of as many equal stretches one that is
 * drawn. Takes no memory for them. Belongs to one thread, which asks for the rows in ascending
 * order.
 */
final class RowSample {

  private final long rows;
  private final int size;
  private final RandomKey key;
  private int passed; // rows of the sample that were asked for
  private long next;

  private RowSample(long rows, int size, RandomKey key) {
    this.rows = rows;
    this.size = size;
    this.key = key;
    this.next = size == 0 ? -1 : row(0);
  }

  /**
   * A sample.
   *
   * @param limit most rows that it may have
   */
  static RowSample of(long rows, long limit, long seed) {
    int size = Math.toIntExact(Math.min(rows, limit));
    return new RowSample(rows, size, RandomKey.of(seed, Purpose.ROW_SAMPLE));
  }

  int size() {
    return size;
  }

  /** Whether it has that row, which is the one after the row asked for last. */
  boolean takes(long row) {
    if (row != next) {
      return false;
    }
    passed++;
    next = passed < size ? row(passed) : -1;
    return true;
  }

  /** The numbers of its rows, ascending. */
  long[] numbers() {
    long[] numbers = new long[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = row(i);
    }
    return numbers;
  }

  private long row(int index) {
    if (size == rows) {
      return index;
    }
    long from = index * rows / size;
    long to = (index + 1L) * rows / size;
    return from + key.below(index, Math.toIntExact(to - from));
  }
}
