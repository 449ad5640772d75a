package org.trainyard.app.dataset.table;

import java.util.Arrays;

/**
 * Counts different numbers: exactly up to a limit, in a hash table of plain bits with open
 * addressing; beyond, by an estimate ({@link CardinalitySketch}). Once many numbers have passed the
 * limit is low, since looking each of them up in a large table costs more than all else that is
 * done with it.
 */
final class DistinctCount {

  /** All columns of a data set together remember at most this many numbers, in 16 MB or less. */
  private static final int BUDGET = 2_000_000;

  private static final int LEAST = 100;
  private static final int MOST = 100_000;
  private static final int MANY = 1 << 16; // numbers, equal ones included
  private static final int MOST_OF_MANY = 10_000;
  static final float ZERO = 0; // -0 + 0 is 0: the two zeros are one number
  private static final int FREE = Float.floatToIntBits(Float.NaN); // NaN is never counted

  private final CardinalitySketch sketch;
  private int limit;
  private long seen;
  private int[] table = freeTable(16);
  private int count;
  private boolean estimated;

  private DistinctCount(int limit, CardinalitySketch sketch) {
    this.limit = limit;
    this.sketch = sketch;
  }

  /** A count for one of so many columns. */
  static DistinctCount oneOf(int columns) {
    return new DistinctCount(
        Math.clamp(BUDGET / Math.max(1, columns), LEAST, MOST), CardinalitySketch.oneOf(columns));
  }

  /** Counts the first {@code size} of some numbers, none of which is NaN. */
  void add(float[] values, int size) {
    int i = 0;
    while (i < size && !estimated) {
      remember(Float.floatToRawIntBits(values[i] + ZERO));
      i++;
    }
    sketch.add(values, i, size);
    seen += size;
    if (seen > MANY && limit > MOST_OF_MANY) {
      limit = MOST_OF_MANY;
      if (count > limit && !estimated) {
        estimate();
      }
    }
  }

  private void remember(int bits) {
    int slot = slotOf(bits, table);
    if (table[slot] == FREE) {
      table[slot] = bits;
      count++;
      if (count > limit) {
        estimate();
      } else if (2 * count > table.length) {
        grow();
      }
    }
  }

  /** The number of different values, or an estimate. */
  long count() {
    return estimated ? sketch.estimate() : count;
  }

  /** Relative error that the estimate exceeds in one of a thousand cases; 0: exact. */
  double error() {
    return estimated ? sketch.error() : 0;
  }

  private void estimate() {
    estimated = true;
    for (int bits : table) {
      if (bits != FREE) {
        sketch.add(bits);
      }
    }
    table = new int[0];
  }

  private void grow() {
    int[] larger = freeTable(2 * table.length);
    for (int bits : table) {
      if (bits != FREE) {
        larger[slotOf(bits, larger)] = bits;
      }
    }
    table = larger;
  }

  /** Where the number is, or the free slot where it would go; lengths are powers of two. */
  private static int slotOf(int bits, int[] table) {
    int mixed = bits * 0x9E3779B9; // Knuth's multiplicative hashing: 2^32 over the golden ratio
    int slot = (mixed ^ (mixed >>> 15)) & (table.length - 1);
    while (table[slot] != FREE && table[slot] != bits) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private static int[] freeTable(int length) {
    int[] table = new int[length];
    Arrays.fill(table, FREE);
    return table;
  }
}
