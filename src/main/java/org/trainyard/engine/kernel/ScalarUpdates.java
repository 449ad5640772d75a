package org.trainyard.engine.kernel;

/** The update kernels as plain loops: the definition of what the SIMD ones compute. */
final class ScalarUpdates implements UpdateProvider {

  @Override
  public boolean sgd(float[] c, float[] w, int w0, float[] g, int g0, int count) {
    float zeros = 0f;
    for (int i = 0; i < count; i++) {
      float gradient = Math.fma(c[1], w[w0 + i], g[g0 + i]);
      w[w0 + i] = Math.fma(-c[0], gradient, w[w0 + i]);
      zeros = Math.fma(0f, w[w0 + i], zeros);
    }
    return zeros == 0f;
  }

  @Override
  public boolean momentum(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    float zeros = 0f;
    for (int i = 0; i < count; i++) {
      float gradient = Math.fma(c[1], w[w0 + i], g[g0 + i]);
      velocity[velocity0 + i] = withoutTiny(Math.fma(c[2], velocity[velocity0 + i], gradient));
      w[w0 + i] = Math.fma(-c[0], velocity[velocity0 + i], w[w0 + i]);
      zeros = Math.fma(0f, w[w0 + i], zeros);
    }
    return zeros == 0f;
  }

  @Override
  public boolean nesterov(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    float zeros = 0f;
    for (int i = 0; i < count; i++) {
      float gradient = Math.fma(c[1], w[w0 + i], g[g0 + i]);
      velocity[velocity0 + i] = withoutTiny(Math.fma(c[2], velocity[velocity0 + i], gradient));
      w[w0 + i] = Math.fma(-c[0], Math.fma(c[2], velocity[velocity0 + i], gradient), w[w0 + i]);
      zeros = Math.fma(0f, w[w0 + i], zeros);
    }
    return zeros == 0f;
  }

  @Override
  public boolean adam(
      float[] c,
      float[] w,
      int w0,
      float[] g,
      int g0,
      float[] m,
      int m0,
      float[] v,
      int v0,
      int count) {
    float zeros = 0f;
    for (int i = 0; i < count; i++) {
      float gradient = Math.fma(c[1], w[w0 + i], g[g0 + i]);
      m[m0 + i] = withoutTiny(Math.fma(c[2], gradient - m[m0 + i], m[m0 + i]));
      v[v0 + i] = withoutSubnormal(Math.fma(c[4] * gradient, gradient, c[3] * v[v0 + i]));
      float shrunk = Math.fma(-c[6], w[w0 + i], w[w0 + i]);
      w[w0 + i] = Math.fma(-c[0], m[m0 + i] / (root(v[v0 + i]) + c[5]), shrunk);
      zeros = Math.fma(0f, w[w0 + i], zeros);
    }
    return zeros == 0f;
  }

  @Override
  public boolean rmsProp(
      float[] c, float[] w, int w0, float[] g, int g0, float[] v, int v0, int count) {
    float zeros = 0f;
    for (int i = 0; i < count; i++) {
      float gradient = Math.fma(c[1], w[w0 + i], g[g0 + i]);
      v[v0 + i] = withoutSubnormal(Math.fma(c[4] * gradient, gradient, c[3] * v[v0 + i]));
      w[w0 + i] = Math.fma(-c[0], gradient / (root(v[v0 + i]) + c[5]), w[w0 + i]);
      zeros = Math.fma(0f, w[w0 + i], zeros);
    }
    return zeros == 0f;
  }

  @Override
  public boolean rmsPropMomentum(
      float[] c,
      float[] w,
      int w0,
      float[] g,
      int g0,
      float[] v,
      int v0,
      float[] velocity,
      int velocity0,
      int count) {
    float zeros = 0f;
    for (int i = 0; i < count; i++) {
      float gradient = Math.fma(c[1], w[w0 + i], g[g0 + i]);
      v[v0 + i] = withoutSubnormal(Math.fma(c[4] * gradient, gradient, c[3] * v[v0 + i]));
      float step = gradient / (root(v[v0 + i]) + c[5]);
      velocity[velocity0 + i] = withoutTiny(Math.fma(c[2], velocity[velocity0 + i], step));
      w[w0 + i] = Math.fma(-c[0], velocity[velocity0 + i], w[w0 + i]);
      zeros = Math.fma(0f, w[w0 + i], zeros);
    }
    return zeros == 0f;
  }

  @Override
  public boolean adagrad(
      float[] c, float[] w, int w0, float[] g, int g0, float[] sum, int sum0, int count) {
    float zeros = 0f;
    for (int i = 0; i < count; i++) {
      float gradient = Math.fma(c[1], w[w0 + i], g[g0 + i]);
      sum[sum0 + i] = Math.fma(gradient, gradient, sum[sum0 + i]);
      w[w0 + i] = Math.fma(-c[0], gradient / (root(sum[sum0 + i]) + c[2]), w[w0 + i]);
      zeros = Math.fma(0f, w[w0 + i], zeros);
    }
    return zeros == 0f;
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
