package org.trainyard.app.dataset;

import java.util.Arrays;

/**
 * Counts different numbers exactly up to a limit, in a hash table of plain bits with open
 * addressing; beyond, the count stays at the limit.
 */
final class DistinctCount {

  /** All columns of a data set together remember at most this many numbers, in 16 MB or less. */
  private static final int BUDGET = 2_000_000;

  private static final int LEAST = 100;
  static final int MOST = 100_000;
  private static final int FREE = Float.floatToIntBits(Float.NaN); // NaN is never counted

  private final int limit;
  private int[] table = freeTable(16);
  private int count;

  private DistinctCount(int limit) {
    this.limit = limit;
  }

  /** A count for one of so many columns. */
  static DistinctCount oneOf(int columns) {
    return new DistinctCount(Math.clamp(BUDGET / Math.max(1, columns), LEAST, MOST));
  }

  void add(float value) {
    if (count == limit) {
      return;
    }
    int bits = Float.floatToIntBits(value + 0f); // -0 + 0 is 0: the two zeros are one number
    int slot = slotOf(bits, table);
    if (table[slot] == FREE) {
      table[slot] = bits;
      count++;
      if (2 * count > table.length) {
        grow();
      }
    }
  }

  int count() {
    return count;
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
