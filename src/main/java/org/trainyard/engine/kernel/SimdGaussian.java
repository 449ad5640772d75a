package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.Gaussian.*;
import static org.trainyard.engine.kernel.SimdMath.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The vector twins of {@link Gaussian}: the same operations in the same order. */
final class SimdGaussian {

  private SimdGaussian() {}

  static FloatVector gelu(FloatVector x) {
    FloatVector t = x.abs();
    FloatVector near = x.fma(x.mul(center(x.mul(x))), x.mul(0.5f));
    FloatVector tail = tail(t);
    FloatVector far = t.sub(tail).blend(tail.neg(), x.compare(VectorOperators.LT, 0f));
    return far.blend(near, t.compare(VectorOperators.LT, SPLIT));
  }

  static FloatVector geluSlope(FloatVector x) {
    FloatVector t = clamp(x.abs());
    FloatVector density = SimdMath.exp(t.mul(-0.5f).mul(t)).mul(PEAK);
    FloatVector near = x.fma(density.add(center(x.mul(x))), constant(0.5f));
    FloatVector left = t.neg().fma(density, tail(t).div(t));
    FloatVector far = constant(1f).sub(left).blend(left, x.compare(VectorOperators.LT, 0f));
    return far.blend(near, t.compare(VectorOperators.LT, SPLIT));
  }

  private static FloatVector clamp(FloatVector t) {
    return t.blend(FARTHEST, t.compare(VectorOperators.GT, FARTHEST));
  }

  private static FloatVector center(FloatVector square) {
    FloatVector p = constant(C5).fma(square, constant(C4));
    p = p.fma(square, constant(C3));
    p = p.fma(square, constant(C2));
    p = p.fma(square, constant(C1));
    return p.fma(square, constant(C0));
  }

  private static FloatVector tail(FloatVector t) {
    FloatVector near = clamp(t);
    FloatVector q = quotient(near);
    FloatVector change = change(q);
    FloatVector w = change.add(W0);
    FloatVector square = near.mul(near);
    FloatVector error = near.fma(near, square.neg());
    FloatVector exponent = square.mul(-0.5f);
    FloatVector shifted = exponent.fma(constant(Elementary.LOG2_E), constant(Elementary.ROUNDER));
    FloatVector r = error.fma(constant(-0.5f), SimdMath.remainder(exponent, shifted));
    FloatVector u = SimdMath.expm1OfRemainder(r);
    return SimdMath.scale(w.fma(u, change).add(W0), shifted);
  }

  private static FloatVector change(FloatVector q) {
    FloatVector p = constant(W10).fma(q, constant(W9));
    p = p.fma(q, constant(W8));
    p = p.fma(q, constant(W7));
    p = p.fma(q, constant(W6));
    p = p.fma(q, constant(W5));
    p = p.fma(q, constant(W4));
    p = p.fma(q, constant(W3));
    p = p.fma(q, constant(W2));
    return p.fma(q, constant(W1)).mul(q);
  }

  private static FloatVector quotient(FloatVector t) {
    FloatVector inverse = constant(1f).div(t.add(CENTER));
    FloatVector q = t.sub(CENTER).mul(inverse);
    FloatVector residual = t.neg().fma(q, q.add(1f).fma(constant(-CENTER), t));
    return inverse.fma(residual, q);
  }
}
