package org.trainyard.app.model.export;

import org.trainyard.engine.tensor.Matrix;

/** Copies of matrices without the padding between their rows. */
final class RowMajor {

  private RowMajor() {}

  /** Row after row. */
  static float[] copy(Matrix matrix) {
    float[] values = new float[Math.multiplyExact(matrix.rows(), matrix.columns())];
    for (int row = 0; row < matrix.rows(); row++) {
      matrix.copyRow(row, values, row * matrix.columns());
    }
    return values;
  }

  /** Column after column. */
  static float[] transposed(Matrix matrix) {
    float[] values = new float[Math.multiplyExact(matrix.rows(), matrix.columns())];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        values[column * matrix.rows() + row] = matrix.get(row, column);
      }
    }
    return values;
  }
}
