package org.trainyard.engine.kernel;

/**
 * The product of a number with the distribution function {@code Phi} of the normal distribution,
 * and its slope, for one float at a time.
 *
 * <p>Near zero {@code Phi(x) = 1/2 + x C(x^2)}. In the tails, with {@code t = |x|}, {@code t
 * Phi(-t) = W(t) exp(-t^2 / 2)}, where {@code W} grows slowly from 0 to {@code 1 / sqrt(2 pi)} and
 * is a polynomial of {@code q = (t - 2.75) / (t + 2.75)}. So the left tail keeps its relative
 * accuracy down to the smallest floats. The slope needs less: {@code R(t) = Phi(-t) exp(t^2 / 2)}
 * as a polynomial of {@code (t - 4) / (t + 4)}, from zero on. All are minimax fits of this project.
 */
final class Gaussian {

  /** Below it the polynomial around zero, above it the tail. */
  static final float SPLIT = 0.7f;

  /** Above it {@code Phi(-t)} is less than half of the smallest subnormal. */
  static final float FARTHEST = 15f;

  static final float CENTER = 2.75f;

  /** {@code 1 / sqrt(2 pi)}. */
  static final float PEAK = 0.3989423f;

  // C
  static final float C0 = 0.3989423f;
  static final float C1 = -0.06649084f;
  static final float C2 = 0.009978717f;
  static final float C3 = -0.0012111734f;
  static final float C4 = 0.0001635908f;
  static final float C5 = -4.447139e-5f;

  // W
  static final float W0 = 0.35949302f;
  static final float W1 = 0.12231596f;
  static final float W2 = -0.14600968f;
  static final float W3 = 0.0828841f;
  static final float W4 = -0.016509218f;
  static final float W5 = -0.006616088f;
  static final float W6 = 0.0028811397f;
  static final float W7 = 0.0010938608f;
  static final float W8 = -0.00044423647f;
  static final float W9 = -0.00022186473f;
  static final float W10 = 7.0939706e-5f;

  static final float SLOPE_CENTER = 4f;

  // R
  static final float R0 = 0.09441061f;
  static final float R1 = -0.17039818f;
  static final float R2 = 0.12438046f;
  static final float R3 = -0.071695246f;
  static final float R4 = 0.030864941f;
  static final float R5 = -0.00856754f;
  static final float R6 = 0.00043970064f;
  static final float R7 = 0.0007566728f;

  private Gaussian() {}

  /** {@code x Phi(x)}; at most 2 ulp, and 0 for negative infinity. */
  static float gelu(float x) {
    float t = Math.abs(x);
    if (t < SPLIT) {
      return Math.fma(x, x * center(x * x), 0.5f * x);
    }
    float tail = tail(t);
    return x < 0f ? -tail : t - tail;
  }

  /**
   * {@code Phi(x) + x phi(x)}, the derivative of {@link #gelu}; within 2e-7. On the left it is
   * {@code (R(t) - t / sqrt(2 pi)) exp(-t^2 / 2)}.
   */
  static float geluSlope(float x) {
    float t = Math.abs(x);
    t = t > FARTHEST ? FARTHEST : t;
    float q = (t - SLOPE_CENTER) / (t + SLOPE_CENTER);
    float p = Math.fma(R7, q, R6);
    p = Math.fma(p, q, R5);
    p = Math.fma(p, q, R4);
    p = Math.fma(p, q, R3);
    p = Math.fma(p, q, R2);
    p = Math.fma(p, q, R1);
    p = Math.fma(p, q, R0);
    float left = Math.fma(t, -PEAK, p) * Elementary.exp(t * -0.5f * t);
    return x < 0f ? left : 1f - left;
  }

  /** {@code (Phi(x) - 1/2) / x}, from the square of {@code x}. */
  private static float center(float square) {
    float p = Math.fma(C5, square, C4);
    p = Math.fma(p, square, C3);
    p = Math.fma(p, square, C2);
    p = Math.fma(p, square, C1);
    return Math.fma(p, square, C0);
  }

  /** {@code t Phi(-t)} for {@code t >= SPLIT}. */
  private static float tail(float t) {
    float near = t > FARTHEST ? FARTHEST : t;
    float q = quotient(near);
    float p = Math.fma(W10, q, W9);
    p = Math.fma(p, q, W8);
    p = Math.fma(p, q, W7);
    p = Math.fma(p, q, W6);
    p = Math.fma(p, q, W5);
    p = Math.fma(p, q, W4);
    p = Math.fma(p, q, W3);
    p = Math.fma(p, q, W2);
    float change = Math.fma(p, q, W1) * q;
    float w = change + W0;
    // exp(-t^2 / 2): the rounding error of the square goes into the remainder.
    float square = near * near;
    float error = Math.fma(near, near, -square);
    float exponent = -0.5f * square;
    float shifted = Math.fma(exponent, Elementary.LOG2_E, Elementary.ROUNDER);
    float r = Math.fma(-0.5f, error, Elementary.remainder(exponent, shifted));
    float u = Elementary.expm1OfRemainder(r);
    return Elementary.scale(Math.fma(w, u, change) + W0, shifted); // W (1 + u), rounded late
  }

  /** {@code (t - CENTER) / (t + CENTER)}, with one step of correction. */
  private static float quotient(float t) {
    float inverse = 1f / (t + CENTER);
    float q = (t - CENTER) * inverse;
    float residual = Math.fma(-t, q, Math.fma(q + 1f, -CENTER, t));
    return Math.fma(inverse, residual, q);
  }
}
