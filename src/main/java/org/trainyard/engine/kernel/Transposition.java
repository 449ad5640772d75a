package org.trainyard.engine.kernel;

/** Writes a matrix the other way round, element by element, in blocks of a cache line a row. */
final class Transposition {

  private static final int BLOCK = 16; // elements of a cache line

  private Transposition() {}

  static void transpose(float[] a, int a0, int lda, float[] b, int b0, int ldb, int m, int n) {
    for (int i = 0; i < m; i += BLOCK) {
      for (int j = 0; j < n; j += BLOCK) {
        int rows = Math.min(BLOCK, m - i);
        int columns = Math.min(BLOCK, n - j);
        block(a, a0 + i * lda + j, lda, b, b0 + j * ldb + i, ldb, rows, columns);
      }
    }
  }

  private static void block(
      float[] a, int a0, int lda, float[] b, int b0, int ldb, int rows, int columns) {
    for (int j = 0; j < columns; j++) {
      int from = a0 + j;
      int to = b0 + j * ldb;
      for (int i = 0; i < rows; i++) {
        b[to + i] = a[from + i * lda];
      }
    }
  }
}
