package org.trainyard.engine.kernel;

/** One family of update kernels; the contracts are those of {@link UpdateKernels}. */
interface UpdateProvider {

  void sgd(float[] c, float[] w, int w0, float[] g, int g0, int count);

  void momentum(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count);

  void nesterov(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count);

  void adam(
      float[] c,
      float[] w,
      int w0,
      float[] g,
      int g0,
      float[] m,
      int m0,
      float[] v,
      int v0,
      int count);

  void rmsProp(float[] c, float[] w, int w0, float[] g, int g0, float[] v, int v0, int count);

  void rmsPropMomentum(
      float[] c,
      float[] w,
      int w0,
      float[] g,
      int g0,
      float[] v,
      int v0,
      float[] velocity,
      int velocity0,
      int count);

  void adagrad(float[] c, float[] w, int w0, float[] g, int g0, float[] sum, int sum0, int count);
}
