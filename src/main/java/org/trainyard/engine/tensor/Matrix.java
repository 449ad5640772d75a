package org.trainyard.engine.tensor;

/**
 * A float32 matrix in row-major order, with padded rows.
 *
 * <p>Element {@code (row, column)} lies at {@code data[row * stride + column]}; {@code stride >=
 * columns}. The padding between the last column and the next row is always zero.
 *
 * <p>Not safe for use by several threads while one of them writes.
 */
public final class Matrix {

  private final int rows;
  private final int columns;
  private final int stride;
  private final float[] data; // (rows, stride), row-major

  private Matrix(int rows, int columns, int stride, float[] data) {
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
    this.data = data;
  }

  /** A matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "rows and columns must be at least 0, got " + rows + " x " + columns);
    }
    return new Matrix(rows, columns, columns, new float[Math.multiplyExact(rows, columns)]);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The distance, in elements, between the starts of two rows. */
  public int stride() {
    return stride;
  }

  /** The elements themselves, not a copy. */
  public float[] data() {
    return data;
  }

  public float get(int row, int column) {
    return data[row * stride + column];
  }

  public void set(int row, int column, float value) {
    data[row * stride + column] = value;
  }
}
