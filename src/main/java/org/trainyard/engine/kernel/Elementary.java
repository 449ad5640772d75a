package org.trainyard.engine.kernel;

/**
 * The elementary functions of the engine, for one float at a time.
 *
 * <p>Only additions, multiplications, divisions and fused multiply-adds, each of them correctly
 * rounded by IEEE 754, so that the bits are the same on every machine, with and without vectors,
 * before and after compilation. The functions of {@link Math} promise less than that. Errors are
 * given in units in the last place and are tested against {@link StrictMath} over the whole range.
 *
 * <p>The polynomials are minimax fits of this project; the reductions are the classical ones of
 * Cody and Waite, "Software Manual for the Elementary Functions", 1980.
 */
public final class Elementary {

  static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts: the first has nine bits, so that its product with an exponent is exact. */
  static final float LN2_HIGH = 0.6933594f;

  static final float LN2_LOW = -2.1219444e-4f;

  /** 1.5 * 2^23: adding it rounds to the nearest integer and leaves that in the low bits. */
  static final float ROUNDER = 12582912f;

  static final int ROUNDER_BITS = 0x4B400000;

  /** Below it exp is less than half of the smallest subnormal; above the other it overflows. */
  static final float EXP_LOWEST = -104f;

  static final float EXP_HIGHEST = 89f;

  /** Below it exp(x) - 1 rounds to -1. */
  static final float EXPM1_LOWEST = -25f;

  // exp(r) = 1 + r (1 + r (E2 + r (E3 + ...))) for |r| <= ln(2) / 2
  static final float E2 = 0.49999994f;
  static final float E3 = 0.16666517f;
  static final float E4 = 0.04166828f;
  static final float E5 = 0.00836925f;
  static final float E6 = 0.0013820798f;

  /** Below it tanh is a polynomial, above it a quotient of exponentials. */
  static final float TANH_SPLIT = 0.625f;

  // tanh(x) = x + x z (T0 + z (T1 + ...)), z = x^2
  static final float T0 = -0.3333333f;
  static final float T1 = 0.13333221f;
  static final float T2 = -0.053948194f;
  static final float T3 = 0.021707077f;
  static final float T4 = -0.0081907185f;
  static final float T5 = 0.0021535526f;

  // log(1 + f) = f - f^2 / 2 + f^3 (L0 + f (L1 + ...)), sqrt(1/2) <= 1 + f < sqrt(2)
  private static final float L0 = 0.3333333f;
  private static final float L1 = -0.2500082f;
  private static final float L2 = 0.20001243f;
  private static final float L3 = -0.16623412f;
  private static final float L4 = 0.14201544f;
  private static final float L5 = -0.13159537f;
  private static final float L6 = 0.12762427f;
  private static final float L7 = -0.076368906f;

  private static final float SQRT_HALF = 0.70710677f;

  // log(1 + m) = m - m^2 / 2 + m^3 (P0 + m (P1 + ...)), -1/4 <= m < 1/2
  static final float P0 = 0.3333334f;
  static final float P1 = -0.25000164f;
  static final float P2 = 0.19999579f;
  static final float P3 = -0.16655315f;
  static final float P4 = 0.14276803f;
  static final float P5 = -0.12728427f;
  static final float P6 = 0.11697023f;
  static final float P7 = -0.09106374f;
  static final float P8 = 0.03760383f;

  /** The exponent of 1 as it stands in the bits of a float. */
  static final int EXPONENT_BIAS = 127;

  private Elementary() {}

  /** {@code e^x}; at most 1 ulp, subnormal results and infinity included. */
  public static float exp(float x) {
    float clamped = x < EXP_LOWEST ? EXP_LOWEST : x;
    clamped = clamped > EXP_HIGHEST ? EXP_HIGHEST : clamped;
    float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
    float r = remainder(clamped, shifted);
    float p = Math.fma(expSeries(r), r, 1f);
    return scale(Math.fma(p, r, 1f), shifted);
  }

  /** {@code e^x - 1} for {@code x <= 0}, without cancellation; at most 1 ulp. */
  public static float expm1(float x) {
    float clamped = x < EXPM1_LOWEST ? EXPM1_LOWEST : x;
    float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
    float u = expm1OfRemainder(remainder(clamped, shifted));
    float power = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS);
    return Math.fma(power, u, power - 1f);
  }

  /** {@code x - n ln 2}, where {@code shifted} is {@code n + ROUNDER}. */
  static float remainder(float x, float shifted) {
    float n = shifted - ROUNDER;
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  /** {@code e^r - 1}. */
  static float expm1OfRemainder(float r) {
    return Math.fma(expSeries(r) * r, r, r);
  }

  /** {@code (e^r - 1 - r) / r^2}. */
  private static float expSeries(float r) {
    float p = Math.fma(E6, r, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    return Math.fma(p, r, E2);
  }

  /** {@code p * 2^n}, where {@code shifted} is {@code n + ROUNDER}. */
  static float scale(float p, float shifted) {
    // 2^n in two factors, because n reaches beyond the exponents of a normal float on both sides.
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = exponent >> 1;
    return p * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + EXPONENT_BIAS) << 23);
  }

  /**
   * {@code 1 / (1 + exp(-x))}; at most 2 ulp.
   *
   * <p>With {@code exp(|x|) = 2^n (1 + u)} it is {@code 2^-n / (1 + (u + 2^-n))} on the left, and 1
   * minus that on the right.
   */
  public static float sigmoid(float x) {
    float exponent = Math.abs(x);
    exponent = exponent > -EXP_LOWEST ? -EXP_LOWEST : exponent;
    float shifted = Math.fma(exponent, LOG2_E, ROUNDER);
    float u = expm1OfRemainder(remainder(exponent, shifted));
    // 2^-n in two factors, because it may be subnormal.
    int power = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = power >> 1;
    float factor1 = powerOfTwo(-half);
    float factor2 = powerOfTwo(half - power);
    float left = factor1 / (1f + Math.fma(factor1, factor2, u)) * factor2;
    return x < 0f ? left : 1f - left;
  }

  /** {@code tanh(x)}; at most 2 ulp. */
  public static float tanh(float x) {
    float magnitude = Math.abs(x);
    if (magnitude < TANH_SPLIT) {
      float z = x * x;
      float p = Math.fma(T5, z, T4);
      p = Math.fma(p, z, T3);
      p = Math.fma(p, z, T2);
      p = Math.fma(p, z, T1);
      p = Math.fma(p, z, T0);
      return Math.fma(p * z, x, x);
    }
    float t = 1f - 2f / (exp(magnitude + magnitude) + 1f);
    return x < 0f ? -t : t;
  }

  /** The natural logarithm; at most 1 ulp; {@code -Infinity} for 0, NaN for negative numbers. */
  public static float log(float x) {
    if (!(x > 0f) || x == Float.POSITIVE_INFINITY) {
      return x == 0f ? Float.NEGATIVE_INFINITY : x < 0f ? Float.NaN : x;
    }
    int offset = 0;
    if (x < Float.MIN_NORMAL) {
      x *= 16777216f; // 2^24
      offset = -24;
    }
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits >>> 23) - 126 + offset;
    float mantissa = Float.intBitsToFloat((bits & 0x007FFFFF) | 0x3F000000); // [0.5, 1)
    if (mantissa < SQRT_HALF) {
      mantissa += mantissa;
      exponent--;
    }
    return logOfMantissa(mantissa - 1f, exponent);
  }

  private static float logOfMantissa(float f, float exponent) {
    float p = Math.fma(L7, f, L6);
    p = Math.fma(p, f, L5);
    p = Math.fma(p, f, L4);
    p = Math.fma(p, f, L3);
    p = Math.fma(p, f, L2);
    p = Math.fma(p, f, L1);
    p = Math.fma(p, f, L0);
    float square = f * f;
    float tail = Math.fma(p * f, square, exponent * LN2_LOW);
    tail = Math.fma(-0.5f, square, tail);
    return Math.fma(exponent, LN2_HIGH, f + tail);
  }

  /**
   * {@code log(1 + x)} for {@code 0 <= x <= 1}; at most 1 ulp, also where {@code 1 + x} rounds to
   * 1.
   *
   * <p>{@code 1 + x = 2^k (1 + m)}, where {@code m} comes from {@code x} itself and so keeps what
   * {@code 1 + x} rounds away.
   */
  public static float log1p(float x) {
    boolean isFar = 1f + x >= 1.5f;
    float k = isFar ? 1f : 0f;
    float m = isFar ? Math.fma(x, 0.5f, -0.5f) : x;
    float p = Math.fma(P8, m, P7);
    p = Math.fma(p, m, P6);
    p = Math.fma(p, m, P5);
    p = Math.fma(p, m, P4);
    p = Math.fma(p, m, P3);
    p = Math.fma(p, m, P2);
    p = Math.fma(p, m, P1);
    p = Math.fma(p, m, P0);
    float square = m * m;
    float tail = Math.fma(-0.5f, square, Math.fma(p * m, square, k * LN2_LOW));
    return Math.fma(k, LN2_HIGH, m + tail);
  }
}
