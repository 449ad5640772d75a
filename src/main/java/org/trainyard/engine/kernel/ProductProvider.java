package org.trainyard.engine.kernel;

/** The products of one family of kernels; the contracts are those of {@link Kernels}. */
interface ProductProvider {

  /** {@code C = init + A B}; a row stride of 0 repeats one row of {@code init}. */
  void multiply(
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
      int n);

  /** {@code C = A^T B}. */
  void multiplyTransposed(
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
      int n);

  /** {@code C = C + A^T B}. */
  void addProductTransposed(
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
      int n);

  /** {@code C = init + A B} of packed operands, for rows of A from one on. */
  void multiplyPacked(
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
      int n);

  /** Copies the first columns of X to a group of six rows of the transposed, packed matrix. */
  void packColumns(float[] x, int x0, int ldx, float[] y, int y0, int m);
}
