package org.trainyard.engine.kernel;

/**
 * The kernels as plain loops: the definition of what the SIMD kernels compute, bit for bit.
 *
 * <p>Inner loops run over outputs and are written so that C2 can vectorize them.
 */
final class ScalarKernels implements KernelProvider {

  private final KernelInfo info;

  ScalarKernels(String reason) {
    this.info = new KernelInfo(KernelInfo.Kind.SCALAR, 1, reason);
  }

  @Override
  public KernelInfo info() {
    return info;
  }

  @Override
  public void addColumnSums(float[] a, int a0, int lda, float[] sums, int s0, int m, int n) {
    for (int i = 0; i < m; i++) {
      int row = a0 + i * lda;
      for (int j = 0; j < n; j++) {
        sums[s0 + j] += a[row + j];
      }
    }
  }

  @Override
  public void transpose(float[] a, int a0, int lda, float[] b, int b0, int ldb, int m, int n) {
    Transposition.transpose(a, a0, lda, b, b0, ldb, m, n);
  }

  @Override
  public void activate(
      Activation f, float[] x, int x0, int ldx, float[] y, int y0, int ldy, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        y[y0 + i * ldy + j] = ScalarActivations.value(f, x[x0 + i * ldx + j]);
      }
    }
  }

  @Override
  public void activationGradient(
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
      int n) {
    for (int i = 0; i < m; i++) {
      int input = x0 + i * ldx;
      int output = y0 + i * ldy;
      int from = dy0 + i * lddy;
      int to = dx0 + i * lddx;
      for (int j = 0; j < n; j++) {
        dx[to + j] = ScalarActivations.gradient(f, x[input + j], y[output + j], dy[from + j]);
      }
    }
  }

  @Override
  public void shiftedExp(float[] x, int x0, float shift, float[] y, int y0, int n) {
    for (int j = 0; j < n; j++) {
      y[y0 + j] = Elementary.exp(x[x0 + j] - shift);
    }
  }

  @Override
  public boolean standardize(
      float[] x, int x0, float[] shifts, float[] factors, float[] y, int y0, int n) {
    boolean isFinite = true;
    for (int j = 0; j < n; j++) {
      y[y0 + j] = (x[x0 + j] - shifts[j]) * factors[j];
      isFinite &= Float.isFinite(y[y0 + j]);
    }
    return isFinite;
  }

  @Override
  public ProductProvider products() {
    return new ScalarProducts();
  }

  @Override
  public UpdateProvider updates() {
    return new ScalarUpdates();
  }
}
