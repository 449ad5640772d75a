package org.trainyard.engine.kernel;

/** One family of update kernels; the contracts are those of {@link UpdateKernels}. */
interface UpdateProvider {

  void sgd(float[] c, float[] w, float[] g, int from, int count);

  void momentum(float[] c, float[] w, float[] g, float[] velocity, int from, int count);

  void nesterov(float[] c, float[] w, float[] g, float[] velocity, int from, int count);

  void adam(float[] c, float[] w, float[] g, float[] m, float[] v, int from, int count);

  void rmsProp(float[] c, float[] w, float[] g, float[] v, int from, int count);

  void rmsPropMomentum(
      float[] c, float[] w, float[] g, float[] v, float[] velocity, int from, int count);

  void adagrad(float[] c, float[] w, float[] g, float[] sum, int from, int count);
}
