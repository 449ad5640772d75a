package org.trainyard.engine.kernel;

/** The activations for one float at a time: the definition of what their vector twins compute. */
final class ScalarActivations {

  /** Of SELU, for positive inputs. */
  static final float SELU_SCALE = 1.050701f;

  /** Of SELU, for negative inputs: {@code scale * alpha}. */
  static final float SELU_SCALED_ALPHA = 1.7580993f;

  /** Above it {@code log(1 + exp(x))} is {@code x} in PyTorch, and in float32. */
  static final float SOFTPLUS_THRESHOLD = 20f;

  /** {@code 1 / d} is near {@code RECIPROCAL - d / 2} for {@code 1 <= d <= 2}. */
  static final float RECIPROCAL = 1.457f;

  /** Below it x exp(x) rounds to 0. */
  static final float TIMES_EXP_LOWEST = -110f;

  private ScalarActivations() {}

  /** {@code f(x)}. */
  static float value(Activation f, float x) {
    return switch (f) {
      case Activation.Sigmoid _ -> Elementary.sigmoid(x);
      case Activation.Tanh _ -> Elementary.tanh(x);
      case Activation.Relu _ -> x < 0f ? 0f : x;
      case Activation.LeakyRelu(float slope) -> x > 0f ? x : slope * x;
      case Activation.Elu(float alpha) -> x > 0f ? x : alpha * Elementary.expm1(x);
      case Activation.Selu _ -> x > 0f ? SELU_SCALE * x : SELU_SCALED_ALPHA * Elementary.expm1(x);
      case Activation.Gelu _ -> Gaussian.gelu(x);
      case Activation.Silu _ -> silu(x);
      case Activation.Softplus _ -> softplus(x);
    };
  }

  /** {@code dy f'(x)}, where {@code y = f(x)}. */
  static float gradient(Activation f, float x, float y, float dy) {
    return switch (f) {
      case Activation.Sigmoid _ -> Math.fma(-y, y, y) * dy;
      case Activation.Tanh _ -> Math.fma(-y, y, 1f) * dy;
      case Activation.Relu _ -> y <= 0f ? 0f : dy;
      case Activation.LeakyRelu(float slope) -> y > 0f ? dy : slope * dy;
      case Activation.Elu(float alpha) -> y > 0f ? dy : (y + alpha) * dy;
      case Activation.Selu _ -> (y > 0f ? SELU_SCALE : y + SELU_SCALED_ALPHA) * dy;
      case Activation.Gelu _ -> Gaussian.geluSlope(x) * dy;
      case Activation.Silu _ -> siluSlope(x) * dy;
      case Activation.Softplus _ -> -Elementary.expm1(-y) * dy;
    };
  }

  /** {@code x / (1 + exp(-x))}; at most 2 ulp, and 0 for negative infinity. */
  static float silu(float x) {
    float exponent = -Math.abs(x);
    exponent = exponent < TIMES_EXP_LOWEST ? TIMES_EXP_LOWEST : exponent;
    float shifted = Math.fma(exponent, Elementary.LOG2_E, Elementary.ROUNDER);
    float u = Elementary.expm1OfRemainder(Elementary.remainder(exponent, shifted));
    float e = Elementary.scale(u + 1f, shifted);
    float denominator = e + 1f;
    // On the left x exp(x) is made in one piece: it has all its bits where exp(x) is subnormal.
    float product = Elementary.scale(Math.fma(exponent, u, exponent), shifted);
    float numerator = x < 0f ? product : x;
    float quotient = numerator / denominator;
    // On the left, take the rounding errors of the denominator and the quotient back out; the
    // residual is so small that the reciprocal of the denominator may be a straight line.
    float lost = e - (denominator - 1f);
    float residual = Math.fma(-quotient, lost, Math.fma(-quotient, denominator, numerator));
    float corrected = Math.fma(residual, Math.fma(-0.5f, denominator, RECIPROCAL), quotient);
    return x < 0f ? corrected : quotient;
  }

  /** {@code s + x s (1 - s)} with the sigmoid {@code s}. */
  private static float siluSlope(float x) {
    float e = Elementary.exp(-Math.abs(x));
    float large = 1f / (1f + e); // s and 1 - s, the larger and the smaller
    float small = e * large;
    return Math.fma(x * large, small, x < 0f ? small : large);
  }

  /** {@code log(1 + exp(x))}; at most 2 ulp. */
  static float softplus(float x) {
    float positive = x > 0f ? x : 0f;
    float sum = positive + Elementary.log1p(Elementary.exp(-Math.abs(x)));
    return x > SOFTPLUS_THRESHOLD ? x : sum;
  }
}
