package org.trainyard.app.dataset;

/**
 * Some rows on their way from a reader to the disk, one after the other; a missing value is NaN.
 * Belongs to one thread at a time.
 */
public final class RowBatch {

  private static final int VALUES = 1 << 15; // 128 KB: half of a second-level cache
  private static final int MOST_ROWS = 1 << 12;

  private final int width;
  private final float[] values;
  private int rows;

  private RowBatch(int width, int capacity) {
    this.width = width;
    this.values = new float[Math.multiplyExact(width, capacity)];
  }

  /** An empty batch of rows of so many values. */
  public static RowBatch of(int width) {
    return new RowBatch(width, Math.clamp(VALUES / Math.max(1, width), 1, MOST_ROWS));
  }

  public int width() {
    return width;
  }

  /** (rows x width), row by row; what follows the last row is left over from before. */
  public float[] values() {
    return values;
  }

  public int rows() {
    return rows;
  }

  /** Where the row begins that comes next. */
  public int end() {
    return rows * width;
  }

  /** Counts the row whose values were written at {@link #end()}. */
  public void add() {
    rows++;
  }

  /** Whether no further row has room. */
  public boolean isFull() {
    return (rows + 1) * width > values.length || rows == MOST_ROWS;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** Makes room again. */
  public void clear() {
    rows = 0;
  }
}
