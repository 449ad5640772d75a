package org.trainyard.engine.kernel;

/** The update kernels as plain loops: the definition of what the SIMD ones compute. */
final class ScalarUpdates implements UpdateProvider {

  @Override
  public void sgd(float[] c, float[] w, float[] g, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float gradient = Math.fma(c[1], w[i], g[i]);
      w[i] = Math.fma(-c[0], gradient, w[i]);
    }
  }

  @Override
  public void momentum(float[] c, float[] w, float[] g, float[] velocity, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float gradient = Math.fma(c[1], w[i], g[i]);
      velocity[i] = withoutTiny(Math.fma(c[2], velocity[i], gradient));
      w[i] = Math.fma(-c[0], velocity[i], w[i]);
    }
  }

  @Override
  public void nesterov(float[] c, float[] w, float[] g, float[] velocity, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float gradient = Math.fma(c[1], w[i], g[i]);
      velocity[i] = withoutTiny(Math.fma(c[2], velocity[i], gradient));
      w[i] = Math.fma(-c[0], Math.fma(c[2], velocity[i], gradient), w[i]);
    }
  }

  @Override
  public void adam(float[] c, float[] w, float[] g, float[] m, float[] v, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float gradient = Math.fma(c[1], w[i], g[i]);
      m[i] = withoutTiny(Math.fma(c[2], gradient - m[i], m[i]));
      v[i] = withoutSubnormal(Math.fma(c[4] * gradient, gradient, c[3] * v[i]));
      float shrunk = Math.fma(-c[6], w[i], w[i]);
      w[i] = Math.fma(-c[0], m[i] / (root(v[i]) + c[5]), shrunk);
    }
  }

  @Override
  public void rmsProp(float[] c, float[] w, float[] g, float[] v, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float gradient = Math.fma(c[1], w[i], g[i]);
      v[i] = withoutSubnormal(Math.fma(c[4] * gradient, gradient, c[3] * v[i]));
      w[i] = Math.fma(-c[0], gradient / (root(v[i]) + c[5]), w[i]);
    }
  }

  @Override
  public void rmsPropMomentum(
      float[] c, float[] w, float[] g, float[] v, float[] velocity, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float gradient = Math.fma(c[1], w[i], g[i]);
      v[i] = withoutSubnormal(Math.fma(c[4] * gradient, gradient, c[3] * v[i]));
      float step = gradient / (root(v[i]) + c[5]);
      velocity[i] = withoutTiny(Math.fma(c[2], velocity[i], step));
      w[i] = Math.fma(-c[0], velocity[i], w[i]);
    }
  }

  @Override
  public void adagrad(float[] c, float[] w, float[] g, float[] sum, int from, int count) {
    for (int i = from; i < from + count; i++) {
      float gradient = Math.fma(c[1], w[i], g[i]);
      sum[i] = Math.fma(gradient, gradient, sum[i]);
      w[i] = Math.fma(-c[0], gradient / (root(sum[i]) + c[2]), w[i]);
    }
  }

  /** Exact to the last bit: the root in double, rounded to float, is the root in float. */
  private static float root(float x) {
    return (float) Math.sqrt(x);
  }

  private static float withoutTiny(float x) {
    return Math.abs(x) < UpdateKernels.TINY ? 0f : x;
  }

  private static float withoutSubnormal(float x) {
    return x < Float.MIN_NORMAL ? 0f : x;
  }
}
