package org.trainyard.app.dataset.table;

import java.util.Arrays;

/**
 * Counts different numbers: exactly up to a limit, in a hash table of plain bits with open
 * addressing; beyond, by an estimate ({@link CardinalitySketch}).
 */
final class DistinctCount {

  /** All columns of a data set together remember at most this many numbers, in 16 MB or less. */
  private static final int BUDGET = 2_000_000;

  private static final int LEAST = 100;
  static final int MOST = 100_000;
  static final float ZERO = 0; // -0 + 0 is 0: the two zeros are one number
  private static final int FREE = Float.floatToIntBits(Float.NaN); // NaN is never counted

  private final int limit;
  private final CardinalitySketch sketch;
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

  /** Counts {@code number} values that stand {@code step} apart; missing ones are passed over. */
  void add(float[] values, int from, int step, int number) {
    int i = 0;
    while (i < number && !estimated) {
      float value = values[from + i * step];
      if (!Float.isNaN(value)) {
        remember(Float.floatToRawIntBits(value + ZERO));
      }
      i++;
    }
    sketch.add(values, from + i * step, step, number - i);
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
