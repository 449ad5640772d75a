package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.Gaussian.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The vector twins of {@link Gaussian}: the same operations in the same order. */
final class SimdGaussian {

  private static final FloatVector HALF = FloatVector.broadcast(SimdMath.S, 0.5f);
  private static final FloatVector ONE = FloatVector.broadcast(SimdMath.S, 1f);
  private static final FloatVector C5_V = FloatVector.broadcast(SimdMath.S, C5);
  private static final FloatVector C4_V = FloatVector.broadcast(SimdMath.S, C4);
  private static final FloatVector C3_V = FloatVector.broadcast(SimdMath.S, C3);
  private static final FloatVector C2_V = FloatVector.broadcast(SimdMath.S, C2);
  private static final FloatVector C1_V = FloatVector.broadcast(SimdMath.S, C1);
  private static final FloatVector C0_V = FloatVector.broadcast(SimdMath.S, C0);
  private static final FloatVector LOG2_E_V = FloatVector.broadcast(SimdMath.S, Elementary.LOG2_E);
  private static final FloatVector ROUNDER_V =
      FloatVector.broadcast(SimdMath.S, Elementary.ROUNDER);
  private static final FloatVector MINUS_HALF = FloatVector.broadcast(SimdMath.S, -0.5f);
  private static final FloatVector W10_V = FloatVector.broadcast(SimdMath.S, W10);
  private static final FloatVector W9_V = FloatVector.broadcast(SimdMath.S, W9);
  private static final FloatVector W8_V = FloatVector.broadcast(SimdMath.S, W8);
  private static final FloatVector W7_V = FloatVector.broadcast(SimdMath.S, W7);
  private static final FloatVector W6_V = FloatVector.broadcast(SimdMath.S, W6);
  private static final FloatVector W5_V = FloatVector.broadcast(SimdMath.S, W5);
  private static final FloatVector W4_V = FloatVector.broadcast(SimdMath.S, W4);
  private static final FloatVector W3_V = FloatVector.broadcast(SimdMath.S, W3);
  private static final FloatVector W2_V = FloatVector.broadcast(SimdMath.S, W2);
  private static final FloatVector W1_V = FloatVector.broadcast(SimdMath.S, W1);
  private static final FloatVector MINUS_CENTER_V = FloatVector.broadcast(SimdMath.S, -CENTER);
  private static final FloatVector PEAK_V = FloatVector.broadcast(SimdMath.S, PEAK);
  private static final FloatVector W0_V = FloatVector.broadcast(SimdMath.S, W0);
  private static final FloatVector CENTER_V = FloatVector.broadcast(SimdMath.S, CENTER);
  private static final FloatVector FARTHEST_V = FloatVector.broadcast(SimdMath.S, FARTHEST);

  private static final FloatVector ZERO = FloatVector.broadcast(SimdMath.S, 0f);
  private static final FloatVector SPLIT_V = FloatVector.broadcast(SimdMath.S, SPLIT);

  private SimdGaussian() {}

  static FloatVector gelu(FloatVector x) {
    FloatVector t = x.abs();
    FloatVector near = x.fma(x.mul(center(x.mul(x))), x.mul(HALF));
    FloatVector tail = tail(t);
    FloatVector far = t.sub(tail).blend(tail.neg(), x.compare(VectorOperators.LT, ZERO));
    return far.blend(near, t.compare(VectorOperators.LT, SPLIT_V));
  }

  static FloatVector geluSlope(FloatVector x) {
    FloatVector t = clamp(x.abs());
    FloatVector density = SimdMath.exp(t.mul(MINUS_HALF).mul(t)).mul(PEAK_V);
    FloatVector near = x.fma(density.add(center(x.mul(x))), HALF);
    FloatVector left = t.neg().fma(density, tail(t).div(t));
    FloatVector far = ONE.sub(left).blend(left, x.compare(VectorOperators.LT, ZERO));
    return far.blend(near, t.compare(VectorOperators.LT, SPLIT_V));
  }

  private static FloatVector clamp(FloatVector t) {
    return t.blend(FARTHEST_V, t.compare(VectorOperators.GT, FARTHEST_V));
  }

  private static FloatVector center(FloatVector square) {
    FloatVector p = C5_V.fma(square, C4_V);
    p = p.fma(square, C3_V);
    p = p.fma(square, C2_V);
    p = p.fma(square, C1_V);
    return p.fma(square, C0_V);
  }

  private static FloatVector tail(FloatVector t) {
    FloatVector near = clamp(t);
    FloatVector q = quotient(near);
    FloatVector change = change(q);
    FloatVector w = change.add(W0_V);
    FloatVector square = near.mul(near);
    FloatVector error = near.fma(near, square.neg());
    FloatVector exponent = square.mul(MINUS_HALF);
    FloatVector shifted = exponent.fma(LOG2_E_V, ROUNDER_V);
    FloatVector r = error.fma(MINUS_HALF, SimdMath.remainder(exponent, shifted));
    FloatVector u = SimdMath.expm1OfRemainder(r);
    return SimdMath.scale(w.fma(u, change).add(W0_V), shifted);
  }

  private static FloatVector change(FloatVector q) {
    FloatVector p = W10_V.fma(q, W9_V);
    p = p.fma(q, W8_V);
    p = p.fma(q, W7_V);
    p = p.fma(q, W6_V);
    p = p.fma(q, W5_V);
    p = p.fma(q, W4_V);
    p = p.fma(q, W3_V);
    p = p.fma(q, W2_V);
    return p.fma(q, W1_V).mul(q);
  }

  private static FloatVector quotient(FloatVector t) {
    FloatVector inverse = ONE.div(t.add(CENTER_V));
    FloatVector q = t.sub(CENTER_V).mul(inverse);
    FloatVector residual = t.neg().fma(q, q.add(ONE).fma(MINUS_CENTER_V, t));
    return inverse.fma(residual, q);
  }
}
