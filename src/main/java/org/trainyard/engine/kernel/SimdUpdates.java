package org.trainyard.engine.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.trainyard.engine.kernel.UpdateKernels.TINY;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The update kernels on vectors of the width that the CPU prefers; the operations and their order
 * are those of {@link ScalarUpdates}.
 *
 * <p>Each kernel is one loop with one store to each array it changes and at most one root and one
 * division, which alone set the speed of those that have them. All that a loop does is written out
 * in it: a method between it and the Vector API is compiled by itself, if it happens to get hot
 * first, and then is called, with its vectors as objects, for as long as the JVM lives.
 */
final class SimdUpdates implements UpdateProvider {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public boolean sgd(float[] c, float[] w, int w0, float[] g, int g0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector zero = constant(0f);
    FloatVector zeros = zero;
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      value = rate.fma(gradient, value);
      value.intoArray(w, w0 + i);
      zeros = zero.fma(value, zeros);
    }
    return zeros.compare(EQ, 0f).allTrue();
  }

  @Override
  public boolean momentum(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector momentum = constant(c[2]);
    FloatVector zero = constant(0f);
    FloatVector zeros = zero;
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector speed = momentum.fma(FloatVector.fromArray(S, velocity, velocity0 + i), gradient);
      speed = speed.blend(0f, speed.abs().compare(LT, TINY));
      speed.intoArray(velocity, velocity0 + i);
      value = rate.fma(speed, value);
      value.intoArray(w, w0 + i);
      zeros = zero.fma(value, zeros);
    }
    return zeros.compare(EQ, 0f).allTrue();
  }

  @Override
  public boolean nesterov(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector momentum = constant(c[2]);
    FloatVector zero = constant(0f);
    FloatVector zeros = zero;
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector speed = momentum.fma(FloatVector.fromArray(S, velocity, velocity0 + i), gradient);
      speed = speed.blend(0f, speed.abs().compare(LT, TINY));
      speed.intoArray(velocity, velocity0 + i);
      value = rate.fma(momentum.fma(speed, gradient), value);
      value.intoArray(w, w0 + i);
      zeros = zero.fma(value, zeros);
    }
    return zeros.compare(EQ, 0f).allTrue();
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
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector share1 = constant(c[2]);
    FloatVector beta2 = constant(c[3]);
    FloatVector share2 = constant(c[4]);
    FloatVector epsilon = constant(c[5]);
    FloatVector shrinkage = constant(-c[6]);
    FloatVector zero = constant(0f);
    FloatVector zeros = zero;
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector mean = FloatVector.fromArray(S, m, m0 + i);
      mean = share1.fma(gradient.sub(mean), mean);
      mean = mean.blend(0f, mean.abs().compare(LT, TINY));
      mean.intoArray(m, m0 + i);
      FloatVector square =
          share2.mul(gradient).fma(gradient, beta2.mul(FloatVector.fromArray(S, v, v0 + i)));
      square = square.blend(0f, square.compare(LT, Float.MIN_NORMAL));
      square.intoArray(v, v0 + i);
      FloatVector step = mean.div(square.sqrt().add(epsilon));
      value = rate.fma(step, shrinkage.fma(value, value));
      value.intoArray(w, w0 + i);
      zeros = zero.fma(value, zeros);
    }
    return zeros.compare(EQ, 0f).allTrue();
  }

  @Override
  public boolean rmsProp(
      float[] c, float[] w, int w0, float[] g, int g0, float[] v, int v0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector alpha = constant(c[3]);
    FloatVector share = constant(c[4]);
    FloatVector epsilon = constant(c[5]);
    FloatVector zero = constant(0f);
    FloatVector zeros = zero;
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector square =
          share.mul(gradient).fma(gradient, alpha.mul(FloatVector.fromArray(S, v, v0 + i)));
      square = square.blend(0f, square.compare(LT, Float.MIN_NORMAL));
      square.intoArray(v, v0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      value = rate.fma(step, value);
      value.intoArray(w, w0 + i);
      zeros = zero.fma(value, zeros);
    }
    return zeros.compare(EQ, 0f).allTrue();
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
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector momentum = constant(c[2]);
    FloatVector alpha = constant(c[3]);
    FloatVector share = constant(c[4]);
    FloatVector epsilon = constant(c[5]);
    FloatVector zero = constant(0f);
    FloatVector zeros = zero;
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector square =
          share.mul(gradient).fma(gradient, alpha.mul(FloatVector.fromArray(S, v, v0 + i)));
      square = square.blend(0f, square.compare(LT, Float.MIN_NORMAL));
      square.intoArray(v, v0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      FloatVector speed = momentum.fma(FloatVector.fromArray(S, velocity, velocity0 + i), step);
      speed = speed.blend(0f, speed.abs().compare(LT, TINY));
      speed.intoArray(velocity, velocity0 + i);
      value = rate.fma(speed, value);
      value.intoArray(w, w0 + i);
      zeros = zero.fma(value, zeros);
    }
    return zeros.compare(EQ, 0f).allTrue();
  }

  @Override
  public boolean adagrad(
      float[] c, float[] w, int w0, float[] g, int g0, float[] sum, int sum0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector epsilon = constant(c[2]);
    FloatVector zero = constant(0f);
    FloatVector zeros = zero;
    for (int i = 0; i < count; i += L) {
      FloatVector value = FloatVector.fromArray(S, w, w0 + i);
      FloatVector gradient = decay.fma(value, FloatVector.fromArray(S, g, g0 + i));
      FloatVector square = gradient.fma(gradient, FloatVector.fromArray(S, sum, sum0 + i));
      square.intoArray(sum, sum0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      value = rate.fma(step, value);
      value.intoArray(w, w0 + i);
      zeros = zero.fma(value, zeros);
    }
    return zeros.compare(EQ, 0f).allTrue();
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }
}
