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
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(constant(-LN2_HIGH), clamped);
    r = n.fma(constant(-LN2_LOW), r);
    FloatVector p = constant(E6).fma(r, constant(E5));
    p = p.fma(r, constant(E4));
    p = p.fma(r, constant(E3));
    p = p.fma(r, constant(E2));
    p = p.fma(r, constant(1f));
    p = p.fma(r, constant(1f));
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

  static FloatVector relu(FloatVector x) {
    return x.blend(0f, x.compare(VectorOperators.LT, 0f));
  }

  static FloatVector sigmoidGradient(FloatVector y, FloatVector dy) {
    return y.neg().fma(y, y).mul(dy);
  }

  static FloatVector tanhGradient(FloatVector y, FloatVector dy) {
    return y.neg().fma(y, constant(1f)).mul(dy);
  }

  static FloatVector reluGradient(FloatVector y, FloatVector dy) {
    return dy.blend(0f, y.compare(VectorOperators.LE, 0f));
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }
}
