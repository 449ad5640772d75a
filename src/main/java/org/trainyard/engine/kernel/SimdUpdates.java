package org.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The update kernels on vectors of the width that the CPU prefers; the operations and their order
 * are those of {@link ScalarUpdates}.
 *
 * <p>Each kernel is one loop with one store to each array it changes and at most one root and one
 * division, which alone set the speed of those that have them.
 */
final class SimdUpdates implements UpdateProvider {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public void sgd(float[] c, float[] w, int w0, float[] g, int g0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = load(w, w0 + i);
      FloatVector gradient = decay.fma(value, load(g, g0 + i));
      rate.fma(gradient, value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void momentum(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector momentum = constant(c[2]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = load(w, w0 + i);
      FloatVector gradient = decay.fma(value, load(g, g0 + i));
      FloatVector speed = withoutTiny(momentum.fma(load(velocity, velocity0 + i), gradient));
      speed.intoArray(velocity, velocity0 + i);
      rate.fma(speed, value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void nesterov(
      float[] c, float[] w, int w0, float[] g, int g0, float[] velocity, int velocity0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector momentum = constant(c[2]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = load(w, w0 + i);
      FloatVector gradient = decay.fma(value, load(g, g0 + i));
      FloatVector speed = withoutTiny(momentum.fma(load(velocity, velocity0 + i), gradient));
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
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector share1 = constant(c[2]);
    FloatVector beta2 = constant(c[3]);
    FloatVector share2 = constant(c[4]);
    FloatVector epsilon = constant(c[5]);
    FloatVector shrinkage = constant(-c[6]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = load(w, w0 + i);
      FloatVector gradient = decay.fma(value, load(g, g0 + i));
      FloatVector mean = load(m, m0 + i);
      mean = withoutTiny(share1.fma(gradient.sub(mean), mean));
      mean.intoArray(m, m0 + i);
      FloatVector square = share2.mul(gradient).fma(gradient, beta2.mul(load(v, v0 + i)));
      square = withoutSubnormal(square);
      square.intoArray(v, v0 + i);
      FloatVector step = mean.div(square.sqrt().add(epsilon));
      rate.fma(step, shrinkage.fma(value, value)).intoArray(w, w0 + i);
    }
  }

  @Override
  public void rmsProp(
      float[] c, float[] w, int w0, float[] g, int g0, float[] v, int v0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector alpha = constant(c[3]);
    FloatVector share = constant(c[4]);
    FloatVector epsilon = constant(c[5]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = load(w, w0 + i);
      FloatVector gradient = decay.fma(value, load(g, g0 + i));
      FloatVector square = share.mul(gradient).fma(gradient, alpha.mul(load(v, v0 + i)));
      square = withoutSubnormal(square);
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
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector momentum = constant(c[2]);
    FloatVector alpha = constant(c[3]);
    FloatVector share = constant(c[4]);
    FloatVector epsilon = constant(c[5]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = load(w, w0 + i);
      FloatVector gradient = decay.fma(value, load(g, g0 + i));
      FloatVector square = share.mul(gradient).fma(gradient, alpha.mul(load(v, v0 + i)));
      square = withoutSubnormal(square);
      square.intoArray(v, v0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      FloatVector speed = withoutTiny(momentum.fma(load(velocity, velocity0 + i), step));
      speed.intoArray(velocity, velocity0 + i);
      rate.fma(speed, value).intoArray(w, w0 + i);
    }
  }

  @Override
  public void adagrad(
      float[] c, float[] w, int w0, float[] g, int g0, float[] sum, int sum0, int count) {
    FloatVector rate = constant(-c[0]);
    FloatVector decay = constant(c[1]);
    FloatVector epsilon = constant(c[2]);
    for (int i = 0; i < count; i += L) {
      FloatVector value = load(w, w0 + i);
      FloatVector gradient = decay.fma(value, load(g, g0 + i));
      FloatVector square = gradient.fma(gradient, load(sum, sum0 + i));
      square.intoArray(sum, sum0 + i);
      FloatVector step = gradient.div(square.sqrt().add(epsilon));
      rate.fma(step, value).intoArray(w, w0 + i);
    }
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }

  private static FloatVector load(float[] values, int i) {
    return FloatVector.fromArray(S, values, i);
  }

  private static FloatVector withoutTiny(FloatVector x) {
    return x.blend(0f, x.abs().compare(VectorOperators.LT, UpdateKernels.TINY));
  }

  private static FloatVector withoutSubnormal(FloatVector x) {
    return x.blend(0f, x.compare(VectorOperators.LT, Float.MIN_NORMAL));
  }
}
