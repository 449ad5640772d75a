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

  private SimdMath() {}

  static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.blend(EXP_LOWEST, x.compare(VectorOperators.LT, EXP_LOWEST));
    clamped = clamped.blend(EXP_HIGHEST, clamped.compare(VectorOperators.GT, EXP_HIGHEST));
    FloatVector shifted = clamped.fma(constant(LOG2_E), constant(ROUNDER));
    FloatVector r = remainder(clamped, shifted);
    FloatVector p = expSeries(r).fma(r, constant(1f));
    return scale(p.fma(r, constant(1f)), shifted);
  }

  static FloatVector timesExp(FloatVector x) {
    VectorMask<Float> isLow = x.compare(VectorOperators.LT, TIMES_EXP_LOWEST);
    FloatVector clamped = x.blend(TIMES_EXP_LOWEST, isLow);
    FloatVector shifted = clamped.fma(constant(LOG2_E), constant(ROUNDER));
    FloatVector u = expm1OfRemainder(remainder(clamped, shifted));
    return scale(clamped.fma(u, clamped), shifted);
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector clamped = x.blend(EXPM1_LOWEST, x.compare(VectorOperators.LT, EXPM1_LOWEST));
    FloatVector shifted = clamped.fma(constant(LOG2_E), constant(ROUNDER));
    FloatVector u = expm1OfRemainder(remainder(clamped, shifted));
    FloatVector power = powerOfTwo(shifted.reinterpretAsInts().sub(ROUNDER_BITS));
    return power.fma(u, power.sub(1f));
  }

  static FloatVector remainder(FloatVector x, FloatVector shifted) {
    FloatVector n = shifted.sub(ROUNDER);
    return n.fma(constant(-LN2_LOW), n.fma(constant(-LN2_HIGH), x));
  }

  static FloatVector expm1OfRemainder(FloatVector r) {
    return expSeries(r).mul(r).fma(r, r);
  }

  private static FloatVector expSeries(FloatVector r) {
    FloatVector p = constant(E6).fma(r, constant(E5));
    p = p.fma(r, constant(E4));
    p = p.fma(r, constant(E3));
    return p.fma(r, constant(E2));
  }

  static FloatVector scale(FloatVector p, FloatVector shifted) {
    IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector numerator = constant(1f).blend(e, x.compare(VectorOperators.LT, 0f));
    return numerator.div(e.add(1f));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector z = x.mul(x);
    FloatVector p = constant(T5).fma(z, constant(T4));
    p = p.fma(z, constant(T3));
    p = p.fma(z, constant(T2));
    p = p.fma(z, constant(T1));
    p = p.fma(z, constant(T0));
    FloatVector small = p.mul(z).fma(x, x);
    FloatVector e = exp(magnitude.add(magnitude));
    FloatVector large = constant(1f).sub(constant(2f).div(e.add(1f)));
    large = large.blend(large.neg(), x.compare(VectorOperators.LT, 0f));
    VectorMask<Float> isSmall = magnitude.compare(VectorOperators.LT, TANH_SPLIT);
    return large.blend(small, isSmall);
  }

  static FloatVector log1p(FloatVector x) {
    IntVector k =
        x.add(1f).reinterpretAsInts().sub(THREE_QUARTERS_BITS).lanewise(VectorOperators.ASHR, 23);
    IntVector half = k.lanewise(VectorOperators.ASHR, 1);
    FloatVector power1 = powerOfTwo(half.neg());
    FloatVector power2 = powerOfTwo(half.sub(k));
    FloatVector m = x.mul(power1).fma(power2, power1.mul(power2).sub(1f));
    FloatVector result = log1pOfRemainder(m, (FloatVector) k.convert(VectorOperators.I2F, 0));
    return result.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
  }

  private static FloatVector log1pOfRemainder(FloatVector m, FloatVector exponent) {
    FloatVector p = constant(P8).fma(m, constant(P7));
    p = p.fma(m, constant(P6));
    p = p.fma(m, constant(P5));
    p = p.fma(m, constant(P4));
    p = p.fma(m, constant(P3));
    p = p.fma(m, constant(P2));
    p = p.fma(m, constant(P1));
    p = p.fma(m, constant(P0));
    FloatVector square = m.mul(m);
    FloatVector tail = p.mul(m).fma(square, exponent.mul(LN2_LOW));
    tail = square.fma(constant(-0.5f), tail);
    return exponent.fma(constant(LN2_HIGH), m.add(tail));
  }

  static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }
}
