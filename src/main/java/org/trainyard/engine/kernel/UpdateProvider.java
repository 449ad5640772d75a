package org.trainyard.engine.kernel;

/** One family of update kernels; the contracts are those of {@link UpdateKernels}. */
interface UpdateProvider {

  boolean sgd(float[] c, float[] w, int w0, float[] g, int g0, int count);

  boolean momentum(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count);

  boolean nesterov(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count);

  boolean adam(
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

  boolean rmsProp(float[] c, float[] w, int w0, float[] g, int g0, float[] v, int v0, int count);

  boolean rmsPropMomentum(
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

  boolean adagrad(
      float[] c, float[] w, int w0, float[] g, int g0, float[] sum, int sum0, int count);
}
