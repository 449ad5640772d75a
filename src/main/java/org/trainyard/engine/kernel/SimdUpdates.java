package org.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The update kernels on vectors of the width that the CPU prefers; the operations and their order
 * are those of {@link ScalarUpdates}.
 *
 * <p>Each kernel is one loop with one store to each array it changes and at most one root and one
 * division, which alone set the speed of those that have them. Nothing but the Vector API is
 * called: beyond a number of nodes the compiler no longer inlines methods of ours, and vectors that
 * cross such a call become objects.
 */
final class SimdUpdates implements UpdateProvider {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public void sgd(float[] c, float[] w, int w0, float[] g, int g0, int count) {
    FloatVector rate = FloatVector.broadcast(S, -c[0]);
    FloatVector decay = FloatVector.broadcast(S, c[1]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      rate.fma(gradient, value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void momentum(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    FloatVector rate = FloatVector.broadcast(S, -c[0]);
    FloatVector decay = FloatVector.broadcast(S, c[1]);
    FloatVector momentum = FloatVector.broadcast(S, c[2]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector speed = momentum.fma(FloatVector.fromArray(S, velocity, velocity0 + i), gradient);
      speed = speed.blend(0f, speed.abs().compare(VectorOperators.LT, UpdateKernels.TINY));
      speed.intoArray(velocity, velocity0 + i);
      rate.fma(speed, value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void nesterov(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    FloatVector rate = FloatVector.broadcast(S, -c[0]);
    FloatVector decay = FloatVector.broadcast(S, c[1]);
    FloatVector momentum = FloatVector.broadcast(S, c[2]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector speed = momentum.fma(FloatVector.fromArray(S, velocity, velocity0 + i), gradient);
      speed = speed.blend(0f, speed.abs().compare(VectorOperators.LT, UpdateKernels.TINY));
      speed.intoArray(velocity, velocity0 + i);
      rate.fma(momentum.fma(speed, gradient), value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void adam(
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
    FloatVector rate = FloatVector.broadcast(S, -c[0]);
    FloatVector decay = FloatVector.broadcast(S, c[1]);
    FloatVector share1 = FloatVector.broadcast(S, c[2]);
    FloatVector beta2 = FloatVector.broadcast(S, c[3]);
    FloatVector share2 = FloatVector.broadcast(S, c[4]);
    FloatVector epsilon = FloatVector.broadcast(S, c[5]);
    FloatVector shrinkage = FloatVector.broadcast(S, -c[6]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector mean = FloatVector.fromArray(S, m, m0 + i);
      mean = share1.fma(gradient.sub(mean), mean);
      mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, UpdateKernels.TINY));
      mean.intoArray(m, m0 + i);
      FloatVector square =
          share2.mul(gradient).fma(gradient, beta2.mul(FloatVector.fromArray(S, v, v0 + i)));
      square = square.blend(0f, square.compare(VectorOperators.LT, Float.MIN_NORMAL));
      square.intoArray(v, v0 + i);
      FloatVector step = mean.div(square.sqrt().add(epsilon));
      rate.fma(step, shrinkage.fma(value, value)).intoArray(w, w0 + i);
    }
  }

  @Override
  public void rmsProp(
      float[] c, float[] w, int w0, float[] g, int g0, float[] v, int v0, int count) {
    FloatVector rate = FloatVector.broadcast(S, -c[0]);
    FloatVector decay = FloatVector.broadcast(S, c[1]);
    FloatVector alpha = FloatVector.broadcast(S, c[3]);
    FloatVector share = FloatVector.broadcast(S, c[4]);
    FloatVector epsilon = FloatVector.broadcast(S, c[5]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector square =
          share.mul(gradient).fma(gradient, alpha.mul(FloatVector.fromArray(S, v, v0 + i)));
      square = square.blend(0f, square.compare(VectorOperators.LT, Float.MIN_NORMAL));
      square.intoArray(v, v0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      rate.fma(step, value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void rmsPropMomentum(
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
    FloatVector rate = FloatVector.broadcast(S, -c[0]);
    FloatVector decay = FloatVector.broadcast(S, c[1]);
    FloatVector momentum = FloatVector.broadcast(S, c[2]);
    FloatVector alpha = FloatVector.broadcast(S, c[3]);
    FloatVector share = FloatVector.broadcast(S, c[4]);
    FloatVector epsilon = FloatVector.broadcast(S, c[5]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector square =
          share.mul(gradient).fma(gradient, alpha.mul(FloatVector.fromArray(S, v, v0 + i)));
      square = square.blend(0f, square.compare(VectorOperators.LT, Float.MIN_NORMAL));
      square.intoArray(v, v0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      FloatVector speed = momentum.fma(FloatVector.fromArray(S, velocity, velocity0 + i), step);
      speed = speed.blend(0f, speed.abs().compare(VectorOperators.LT, UpdateKernels.TINY));
      speed.intoArray(velocity, velocity0 + i);
      rate.fma(speed, value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void adagrad(
      float[] c, float[] w, int w0, float[] g, int g0, float[] sum, int sum0, int count) {
    FloatVector rate = FloatVector.broadcast(S, -c[0]);
    FloatVector decay = FloatVector.broadcast(S, c[1]);
    FloatVector epsilon = FloatVector.broadcast(S, c[2]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector square = gradient.fma(gradient, FloatVector.fromArray(S, sum, sum0 + i));
      square.intoArray(sum, sum0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      rate.fma(step, value).intoArray(w, w0 + i);
    }
  }
}
