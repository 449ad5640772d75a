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

  /** Counts rows whose values were written from {@link #end()} on. */
  public void add(int number) {
    rows += number;
  }

  /** How many more rows there is room for. */
  public int room() {
    return (width == 0 ? MOST_ROWS : Math.min(MOST_ROWS, values.length / width)) - rows;
  }

  /** Whether no further row has room. */
  public boolean isFull() {
    return room() <= 0;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** Makes room again. */
  public void clear() {
    rows = 0;
  }
}
