package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.Elementary.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twins of {@link Elementary}: the same operations in the same order, so the same bits.
 *
 * <p>Small enough that C2 inlines each into the loop that calls it; a vector that crossed a call
 * would be an object. The library's own lanewise functions are not used: their bits depend on the
 * vector width and on the compiler.
 */
final class SimdMath {

  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private static final FloatVector LOG2_E_V = FloatVector.broadcast(S, LOG2_E);
  private static final FloatVector ROUNDER_V = FloatVector.broadcast(S, ROUNDER);
  private static final FloatVector ONE = FloatVector.broadcast(S, 1f);
  private static final FloatVector MINUS_LN2_LOW_V = FloatVector.broadcast(S, -LN2_LOW);
  private static final FloatVector MINUS_LN2_HIGH_V = FloatVector.broadcast(S, -LN2_HIGH);
  private static final FloatVector E6_V = FloatVector.broadcast(S, E6);
  private static final FloatVector E5_V = FloatVector.broadcast(S, E5);
  private static final FloatVector E4_V = FloatVector.broadcast(S, E4);
  private static final FloatVector E3_V = FloatVector.broadcast(S, E3);
  private static final FloatVector E2_V = FloatVector.broadcast(S, E2);
  private static final FloatVector T5_V = FloatVector.broadcast(S, T5);
  private static final FloatVector T4_V = FloatVector.broadcast(S, T4);
  private static final FloatVector T3_V = FloatVector.broadcast(S, T3);
  private static final FloatVector T2_V = FloatVector.broadcast(S, T2);
  private static final FloatVector T1_V = FloatVector.broadcast(S, T1);
  private static final FloatVector T0_V = FloatVector.broadcast(S, T0);
  private static final FloatVector TWO = FloatVector.broadcast(S, 2f);
  private static final FloatVector P8_V = FloatVector.broadcast(S, P8);
  private static final FloatVector P7_V = FloatVector.broadcast(S, P7);
  private static final FloatVector P6_V = FloatVector.broadcast(S, P6);
  private static final FloatVector P5_V = FloatVector.broadcast(S, P5);
  private static final FloatVector P4_V = FloatVector.broadcast(S, P4);
  private static final FloatVector P3_V = FloatVector.broadcast(S, P3);
  private static final FloatVector P2_V = FloatVector.broadcast(S, P2);
  private static final FloatVector P1_V = FloatVector.broadcast(S, P1);
  private static final FloatVector P0_V = FloatVector.broadcast(S, P0);
  private static final FloatVector MINUS_HALF = FloatVector.broadcast(S, -0.5f);
  private static final FloatVector LN2_HIGH_V = FloatVector.broadcast(S, LN2_HIGH);
  private static final FloatVector LN2_LOW_V = FloatVector.broadcast(S, LN2_LOW);
  private static final FloatVector EXP_LOWEST_V = FloatVector.broadcast(S, EXP_LOWEST);
  private static final FloatVector EXP_HIGHEST_V = FloatVector.broadcast(S, EXP_HIGHEST);
  private static final FloatVector TIMES_EXP_LOWEST_V = FloatVector.broadcast(S, TIMES_EXP_LOWEST);
  private static final FloatVector EXPM1_LOWEST_V = FloatVector.broadcast(S, EXPM1_LOWEST);

  private static final FloatVector ZERO = FloatVector.broadcast(S, 0f);
  private static final FloatVector TANH_SPLIT_V = FloatVector.broadcast(S, TANH_SPLIT);
  private static final FloatVector POSITIVE_INFINITY_V =
      FloatVector.broadcast(S, Float.POSITIVE_INFINITY);
  private static final IntVector ROUNDER_INTS =
      IntVector.broadcast(S.withLanes(int.class), ROUNDER_BITS);
  private static final IntVector EXPONENT_BIAS = IntVector.broadcast(S.withLanes(int.class), 127);

  private SimdMath() {}

  static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.blend(EXP_LOWEST_V, x.compare(VectorOperators.LT, EXP_LOWEST_V));
    clamped = clamped.blend(EXP_HIGHEST_V, clamped.compare(VectorOperators.GT, EXP_HIGHEST_V));
    FloatVector shifted = clamped.fma(LOG2_E_V, ROUNDER_V);
    FloatVector r = remainder(clamped, shifted);
    FloatVector p = expSeries(r).fma(r, ONE);
    return scale(p.fma(r, ONE), shifted);
  }

  static FloatVector timesExp(FloatVector x) {
    VectorMask<Float> isLow = x.compare(VectorOperators.LT, TIMES_EXP_LOWEST_V);
    FloatVector clamped = x.blend(TIMES_EXP_LOWEST_V, isLow);
    FloatVector shifted = clamped.fma(LOG2_E_V, ROUNDER_V);
    FloatVector u = expm1OfRemainder(remainder(clamped, shifted));
    return scale(clamped.fma(u, clamped), shifted);
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector clamped = x.blend(EXPM1_LOWEST_V, x.compare(VectorOperators.LT, EXPM1_LOWEST_V));
    FloatVector shifted = clamped.fma(LOG2_E_V, ROUNDER_V);
    FloatVector u = expm1OfRemainder(remainder(clamped, shifted));
    FloatVector power = powerOfTwo(shifted.reinterpretAsInts().sub(ROUNDER_INTS));
    return power.fma(u, power.sub(ONE));
  }

  static FloatVector remainder(FloatVector x, FloatVector shifted) {
    FloatVector n = shifted.sub(ROUNDER_V);
    return n.fma(MINUS_LN2_LOW_V, n.fma(MINUS_LN2_HIGH_V, x));
  }

  static FloatVector expm1OfRemainder(FloatVector r) {
    return expSeries(r).mul(r).fma(r, r);
  }

  private static FloatVector expSeries(FloatVector r) {
    FloatVector p = E6_V.fma(r, E5_V);
    p = p.fma(r, E4_V);
    p = p.fma(r, E3_V);
    return p.fma(r, E2_V);
  }

  static FloatVector scale(FloatVector p, FloatVector shifted) {
    IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_INTS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector numerator = ONE.blend(e, x.compare(VectorOperators.LT, ZERO));
    return numerator.div(e.add(ONE));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector z = x.mul(x);
    FloatVector p = T5_V.fma(z, T4_V);
    p = p.fma(z, T3_V);
    p = p.fma(z, T2_V);
    p = p.fma(z, T1_V);
    p = p.fma(z, T0_V);
    FloatVector small = p.mul(z).fma(x, x);
    FloatVector e = exp(magnitude.add(magnitude));
    FloatVector large = ONE.sub(TWO.div(e.add(ONE)));
    large = large.blend(large.neg(), x.compare(VectorOperators.LT, ZERO));
    VectorMask<Float> isSmall = magnitude.compare(VectorOperators.LT, TANH_SPLIT_V);
    return large.blend(small, isSmall);
  }

  static FloatVector log1p(FloatVector x) {
    IntVector k =
        x.add(ONE).reinterpretAsInts().sub(THREE_QUARTERS_BITS).lanewise(VectorOperators.ASHR, 23);
    IntVector half = k.lanewise(VectorOperators.ASHR, 1);
    FloatVector power1 = powerOfTwo(half.neg());
    FloatVector power2 = powerOfTwo(half.sub(k));
    FloatVector m = x.mul(power1).fma(power2, power1.mul(power2).sub(ONE));
    FloatVector result = log1pOfRemainder(m, (FloatVector) k.convert(VectorOperators.I2F, 0));
    return result.blend(x, x.compare(VectorOperators.EQ, POSITIVE_INFINITY_V));
  }

  private static FloatVector log1pOfRemainder(FloatVector m, FloatVector exponent) {
    FloatVector p = P8_V.fma(m, P7_V);
    p = p.fma(m, P6_V);
    p = p.fma(m, P5_V);
    p = p.fma(m, P4_V);
    p = p.fma(m, P3_V);
    p = p.fma(m, P2_V);
    p = p.fma(m, P1_V);
    p = p.fma(m, P0_V);
    FloatVector square = m.mul(m);
    FloatVector tail = p.mul(m).fma(square, exponent.mul(LN2_LOW_V));
    tail = square.fma(MINUS_HALF, tail);
    return exponent.fma(LN2_HIGH_V, m.add(tail));
  }

  static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }
}
