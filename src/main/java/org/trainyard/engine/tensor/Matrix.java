package org.trainyard.engine.tensor;

import java.util.Arrays;
import org.trainyard.engine.kernel.Kernels;

/**
 * A float32 matrix in row-major order, with padded rows; or a view of some rows of another one.
 *
 * <p>Element {@code (row, column)} lies at {@code data[index(row, column)]}; two rows are {@code
 * stride >= columns} elements apart. The elements between the last column and the next row are
 * padding: kernels may write anything there, and no result depends on it.
 *
 * <p>Not safe for use by several threads while one of them writes to the same rows.
 */
public final class Matrix {

  private final int rows;
  private final int columns;
  private final int stride;
  private final int offset;
  private final float[] data; // (rows, stride), row-major, from offset on

  private Matrix(int rows, int columns, int stride, int offset, float[] data) {
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
    this.offset = offset;
    this.data = data;
  }

  /** A matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "rows and columns must be at least 0, got " + rows + " x " + columns);
    }
    int stride = strideOf(columns);
    return new Matrix(rows, columns, stride, 0, new float[elements(rows, stride)]);
  }

  /** A matrix whose elements are part of an array that holds zeros there. */
  static Matrix in(float[] data, int offset, int rows, int columns) {
    return new Matrix(rows, columns, strideOf(columns), offset, data);
  }

  /** A matrix of the given values, row after row. */
  public static Matrix of(int rows, int columns, float... values) {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%d x %d needs %d values, got %d"
              .formatted(rows, columns, (long) rows * columns, values.length));
    }
    Matrix matrix = zeros(rows, columns);
    for (int row = 0; row < rows; row++) {
      matrix.setRow(row, values, row * columns);
    }
    return matrix;
  }

  /**
   * The {@link #stride} of a matrix with so many columns: whole vectors, and an odd number of cache
   * lines; with an even number the rows of a wide matrix would share a few sets of the first cache.
   *
   * @throws ArithmeticException beyond the range of int
   */
  public static int strideOf(int columns) {
    int padded = Kernels.padded(columns);
    return padded / Kernels.PADDING % 2 == 0 ? padded + Kernels.PADDING : padded;
  }

  static int elements(int rows, int stride) {
    try {
      return Math.multiplyExact(rows, stride);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a matrix holds at most 2^31 - 1 elements, got %d rows of %d".formatted(rows, stride), e);
    }
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

  /** Where an element lies in {@link #data()}. */
  public int index(int row, int column) {
    return offset + row * stride + column;
  }

  /** The elements themselves, not a copy; see {@link #index}. */
  public float[] data() {
    return data;
  }

  public float get(int row, int column) {
    return data[index(row, column)];
  }

  public void set(int row, int column, float value) {
    data[index(row, column)] = value;
  }

  /** Copies the elements of one row from {@code source[from ...]}. */
  public void setRow(int row, float[] source, int from) {
    System.arraycopy(source, from, data, index(row, 0), columns);
  }

  /** Copies the elements of one row to {@code target[to ...]}. */
  public void copyRow(int row, float[] target, int to) {
    System.arraycopy(data, index(row, 0), target, to, columns);
  }

  /** Copies {@code count} rows of a matrix with as many columns. */
  public void setRows(int to, Matrix source, int from, int count) {
    for (int i = 0; i < count; i++) {
      setRow(to + i, source.data, source.index(from + i, 0));
    }
  }

  /** Copies all elements of a matrix of the same shape. */
  public void setAll(Matrix source) {
    if (source.rows != rows || source.columns != columns) {
      throw new IllegalArgumentException(
          "expected %d x %d, got %d x %d".formatted(rows, columns, source.rows, source.columns));
    }
    for (int row = 0; row < rows; row++) {
      setRow(row, source.data, source.index(row, 0));
    }
  }

  /** The rows {@code [from, to)} as a matrix that shares its elements with this one. */
  public Matrix view(int from, int to) {
    if (from < 0 || from > to || to > rows) {
      throw new IllegalArgumentException(
          "rows [%d, %d) are not in a matrix of %d rows".formatted(from, to, rows));
    }
    return new Matrix(to - from, columns, stride, offset + from * stride, data);
  }

  /** Whether every element is a finite number. */
  public boolean isFinite() {
    return isFinite(rows);
  }

  /** Whether every element of the first rows is a finite number. */
  public boolean isFinite(int firstRows) {
    for (int row = 0; row < firstRows; row++) {
      int start = index(row, 0);
      for (int i = start; i < start + columns; i++) {
        if (!Float.isFinite(data[i])) {
          return false;
        }
      }
    }
    return true;
  }

  /** The elements row after row, without padding, a copy. */
  public float[] toArray() {
    float[] values = new float[elements(rows, columns)];
    for (int row = 0; row < rows; row++) {
      copyRow(row, values, row * columns);
    }
    return values;
  }

  /** The shape and, of a small matrix, the elements. */
  @Override
  public String toString() {
    String shape = rows + " x " + columns;
    return (long) rows * columns > 100 ? shape : shape + " " + Arrays.toString(toArray());
  }
}
