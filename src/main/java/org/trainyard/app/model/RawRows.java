package org.trainyard.app.model;

/**
 * Rows to predict as raw values (see {@link ModelInput}), filled by those who read them. Of one
 * thread at a time.
 */
public final class RawRows {

  private final float[] values; // (rows, width), row-major
  private final int width;
  private final int rows;

  RawRows(int rows, int width) {
    this.values = new float[Math.multiplyExact(rows, width)];
    this.width = width;
    this.rows = rows;
  }

  public int rows() {
    return rows;
  }

  /**
   * Sets one raw value.
   *
   * @param value made by {@link RawColumn}
   */
  public void set(int row, int index, float value) {
    values[row * width + index] = value;
  }

  float[] values() {
    return values;
  }

  int width() {
    return width;
  }
}
