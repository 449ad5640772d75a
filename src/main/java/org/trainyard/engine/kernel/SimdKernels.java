package org.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on vectors of the width that the CPU prefers.
 *
 * <p>Loops over vectors live in short methods that are called often, never beside other loops:
 * compiled in the middle of a long run (on-stack replacement), their vectors would be objects.
 */
final class SimdKernels implements KernelProvider {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  SimdKernels() {}

  @Override
  public KernelInfo info() {
    return new KernelInfo(
        KernelInfo.Kind.SIMD, L, "the Vector API is available, with %d lanes".formatted(L));
  }

  @Override
  public void addColumnSums(float[] a, int a0, int lda, float[] sums, int s0, int m, int n) {
    for (int j = 0; j < n; j += L) {
      addColumnSums(a, a0 + j, lda, sums, s0 + j, m);
    }
  }

  private static void addColumnSums(float[] a, int a0, int lda, float[] sums, int s0, int m) {
    FloatVector sum = FloatVector.fromArray(S, sums, s0);
    int p = a0;
    for (int i = 0; i < m; i++) {
      sum = sum.add(FloatVector.fromArray(S, a, p));
      p += lda;
    }
    sum.intoArray(sums, s0);
  }

  @Override
  public void transpose(float[] a, int a0, int lda, float[] b, int b0, int ldb, int m, int n) {
    SimdTransposition.transpose(a, a0, lda, b, b0, ldb, m, n);
  }

  @Override
  public void activate(
      Activation f, float[] x, int x0, int ldx, float[] y, int y0, int ldy, int m, int n) {
    for (int i = 0; i < m; i++) {
      SimdActivations.activate(f, x, x0 + i * ldx, y, y0 + i * ldy, n);
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
      int to = dx0 + i * lddx;
      SimdActivations.gradient(f, x, x0 + i * ldx, y, y0 + i * ldy, dy, dy0 + i * lddy, dx, to, n);
    }
  }

  @Override
  public void shiftedExp(float[] x, int x0, float shift, float[] y, int y0, int n) {
    ActivationLoops.shiftedExp(shift, x, x0, y, y0, n);
  }

  @Override
  public boolean standardize(
      float[] x, int x0, float[] shifts, float[] factors, float[] y, int y0, int n) {
    FloatVector zeros = FloatVector.zero(S); // 0 y is 0, but NaN where y is not finite
    int vectors = n - n % L;
    for (int j = 0; j < vectors; j += L) {
      FloatVector shifted =
          FloatVector.fromArray(S, x, x0 + j).sub(FloatVector.fromArray(S, shifts, j));
      FloatVector scaled = shifted.mul(FloatVector.fromArray(S, factors, j));
      scaled.intoArray(y, y0 + j);
      zeros = scaled.mul(0f).add(zeros);
    }
    boolean isFinite = zeros.compare(VectorOperators.EQ, 0f).allTrue();
    float zero = 0f;
    for (int j = vectors; j < n; j++) {
      float scaled = (x[x0 + j] - shifts[j]) * factors[j];
      y[y0 + j] = scaled;
      zero += 0f * scaled;
    }
    return isFinite && zero == 0;
  }

  @Override
  public ProductProvider products() {
    return new SimdProducts();
  }

  @Override
  public UpdateProvider updates() {
    return new SimdUpdates();
  }
}
