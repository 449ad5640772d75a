package org.trainyard.app.job.training;

import java.util.Arrays;
import org.trainyard.app.rows.RowReader;

/**
 * The exact medians of many columns, in memory that does not grow with the rows.
 *
 * <p>Selection by radix: a pass over the rows counts the values by their leading bits, the next one
 * those that agree with the bits that were found by the following bits, until all 32 are known.
 */
final class Medians {

  /** How many bits each pass settles; together 32. */
  private static final int[] PASSES = {11, 11, 10};

  private static final int BINS = 1 << 11;
  private static final int COLUMNS_AT_A_TIME = 512; // 16 KiB of counts each

  private final int first;
  private final int columns;
  // For the lower and the upper middle value of each column: column i has 2 i and 2 i + 1.
  private final int[] prefix;
  private final long[] rank; // among the values that agree with the prefix, from 0; negative: none
  private final int[][] counts;

  private Medians(int first, int columns) {
    this.first = first;
    this.columns = columns;
    this.prefix = new int[2 * columns];
    this.rank = new long[2 * columns];
    this.counts = new int[2 * columns][BINS];
  }

  /**
   * The medians of the present values of the first {@code columns} columns.
   *
   * @return NaN for a column without any value
   */
  static float[] of(RowReader reader, int[] rows, int columns) {
    float[] medians = new float[columns];
    for (int first = 0; first < columns; first += COLUMNS_AT_A_TIME) {
      Medians some = new Medians(first, Math.min(COLUMNS_AT_A_TIME, columns - first));
      some.select(reader, rows);
      some.copyTo(medians);
    }
    return medians;
  }

  private void select(RowReader reader, int[] rows) {
    float[] scratch = reader.scratch();
    float[] values = new float[reader.width()];
    int known = 0;
    for (int bits : PASSES) {
      for (int[] bins : counts) {
        Arrays.fill(bins, 0);
      }
      int shift = Integer.SIZE - known - bits;
      for (int row : rows) {
        reader.read(row, scratch, values);
        count(values, known, shift, (1 << bits) - 1);
      }
      for (int i = 0; i < prefix.length; i++) {
        if (known == 0) {
          rank[i] = firstRank(i);
        }
        extend(i, bits);
      }
      known += bits;
    }
  }

  private void count(float[] values, int known, int shift, int mask) {
    for (int column = 0; column < columns; column++) {
      float value = values[first + column];
      if (!Float.isNaN(value)) {
        int key = key(value);
        for (int i = 2 * column; i < 2 * column + 2; i++) {
          if (known == 0 || key >>> (Integer.SIZE - known) == prefix[i]) {
            counts[i][key >>> shift & mask]++;
          }
        }
      }
    }
  }

  private long firstRank(int i) {
    long count = 0;
    for (int bin : counts[i]) {
      count += bin;
    }
    return count == 0 ? -1 : i % 2 == 0 ? (count - 1) / 2 : count / 2;
  }

  private void extend(int i, int bits) {
    if (rank[i] < 0) {
      return;
    }
    int bin = 0;
    while (rank[i] >= counts[i][bin]) {
      rank[i] -= counts[i][bin];
      bin++;
    }
    prefix[i] = prefix[i] << bits | bin;
  }

  private void copyTo(float[] medians) {
    for (int column = 0; column < columns; column++) {
      double lower = value(prefix[2 * column]);
      double upper = value(prefix[2 * column + 1]);
      medians[first + column] = rank[2 * column] < 0 ? Float.NaN : (float) ((lower + upper) / 2);
    }
  }

  /** Unsigned whole numbers in the order of the floats. */
  private static int key(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? key & Integer.MAX_VALUE : ~key);
  }
}
