package org.trainyard.engine.kernel;

/** One family of kernels; the contracts are those of {@link Kernels}. */
interface KernelProvider {

  KernelInfo info();

  /** {@code sums[j] += sum over i of A[i][j]}. */
  void addColumnSums(float[] a, int a0, int lda, float[] sums, int s0, int m, int n);

  /** {@code B = A^T}. */
  void transpose(float[] a, int a0, int lda, float[] b, int b0, int ldb, int m, int n);

  /** {@code Y = f(X)}. */
  void activate(Activation f, float[] x, int x0, int ldx, float[] y, int y0, int ldy, int m, int n);

  /** {@code dX = dY * f'(X)}, where {@code Y = f(X)}. */
  void activationGradient(
      Activation f,
      float[] x,
      int x0,
      int ldx,
      float[] y,
      int y0,
      int ldy,
      float[] dy,
      int dy0,
      int lddy,
      float[] dx,
      int dx0,
      int lddx,
      int m,
      int n);

  /** {@code y[j] = exp(x[j] - shift)} for one row. */
  void shiftedExp(float[] x, int x0, float shift, float[] y, int y0, int n);

  /** {@code y[j] = (x[j] - shifts[j]) * factors[j]} for one row; whether each is finite. */
  boolean standardize(float[] x, int x0, float[] shifts, float[] factors, float[] y, int y0, int n);

  /** The products of the same family. */
  ProductProvider products();

  /** The update kernels of the same family. */
  UpdateProvider updates();
}
