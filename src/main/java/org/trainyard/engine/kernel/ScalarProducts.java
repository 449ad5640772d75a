package org.trainyard.engine.kernel;

import java.util.Arrays;

/**
 * The products as plain loops: the definition of what the SIMD kernels compute, bit for bit. Inner
 * loops run over outputs and are written so that C2 can vectorize them.
 */
final class ScalarProducts implements ProductProvider {

  @Override
  public void multiply(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] init,
      int i0,
      int ldi,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    for (int i = 0; i < m; i++) {
      int row = c0 + i * ldc;
      System.arraycopy(init, i0 + i * ldi, c, row, n);
      for (int p = 0; p < k; p++) {
        axpy(a[a0 + i * lda + p], b, b0 + p * ldb, c, row, n);
      }
    }
  }

  @Override
  public void multiplyTransposed(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    for (int i = 0; i < m; i++) {
      Arrays.fill(c, c0 + i * ldc, c0 + i * ldc + n, 0f);
    }
    addProductTransposed(a, a0, lda, b, b0, ldb, c, c0, ldc, m, k, n);
  }

  @Override
  public void addProductTransposed(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        axpy(a[a0 + p * lda + i], b, b0 + p * ldb, c, c0 + i * ldc, n);
      }
    }
  }

  @Override
  public void multiplyPacked(
      float[] a,
      int a0,
      int lda,
      int row,
      float[] b,
      int b0,
      int ldb,
      float[] init,
      int i0,
      int ldi,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(init, i0 + i * ldi, c, c0 + i * ldc, n);
      int group = (row + i) / Packing.ROWS;
      int first = a0 + group * lda + row + i - group * Packing.ROWS;
      for (int column = 0; column < n; column += Packing.COLUMNS) {
        int panel = b0 + column / Packing.COLUMNS * ldb;
        int width = Math.min(Packing.COLUMNS, n - column);
        for (int p = 0; p < k; p++) {
          float factor = a[first + p * Packing.ROW_STEP];
          axpy(factor, b, panel + p * Packing.COLUMNS, c, c0 + i * ldc + column, width);
        }
      }
    }
  }

  @Override
  public void packColumns(float[] x, int x0, int ldx, float[] y, int y0, int m) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(x, x0 + i * ldx, y, y0 + i * Packing.ROW_STEP, Packing.ROWS);
    }
  }

  private static void axpy(float factor, float[] x, int x0, float[] y, int y0, int n) {
    for (int j = 0; j < n; j++) {
      y[y0 + j] = Math.fma(factor, x[x0 + j], y[y0 + j]);
    }
  }
}
