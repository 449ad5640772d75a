package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The polynomials against StrictMath in double, over a grid of the whole range of floats. */
class ElementaryTests {

  private static final int STRIDE = 4099; // a prime, so that the grid meets all mantissas

  private interface FloatFunction {
    float of(float x);
  }

  @Test
  void expIsWithinOneUlp() {
    assertThat(worst(Elementary::exp, StrictMath::exp, -103f, 88.7f)).isLessThanOrEqualTo(1.0);
  }

  @Test
  void sigmoidIsWithinTwoUlp() {
    assertThat(worst(Elementary::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -87f, 100f))
        .isLessThanOrEqualTo(2.0);
  }

  @Test
  void tanhIsWithinTwoUlp() {
    assertThat(worst(Elementary::tanh, StrictMath::tanh, -100f, 100f)).isLessThanOrEqualTo(2.0);
  }

  @Test
  void logIsWithinTwoUlp() {
    assertThat(worst(Elementary::log, StrictMath::log, Float.MIN_VALUE, Float.MAX_VALUE))
        .isLessThanOrEqualTo(2.0);
  }

  @Test
  void expm1IsWithinOneUlpForNegativeNumbers() {
    assertThat(worst(Elementary::expm1, StrictMath::expm1, Float.NEGATIVE_INFINITY, 0f))
        .isLessThanOrEqualTo(1.0);
  }

  @Test
  void log1pIsWithinOneUlpForPositiveNumbers() {
    assertThat(worst(Elementary::log1p, StrictMath::log1p, 0f, Float.MAX_VALUE))
        .isLessThanOrEqualTo(1.0);
    assertThat(Elementary.log1p(Float.POSITIVE_INFINITY)).isInfinite();
  }

  @Test
  void seluIsWithinTwoUlp() {
    Activation selu = new Activation.Selu();
    assertThat(worst(x -> ScalarActivations.value(selu, x), ElementaryTests::selu, -200f, 1e38f))
        .isLessThanOrEqualTo(2.0);
  }

  private static double selu(double x) {
    double scale = 1.0507009873554805;
    double alpha = 1.6732632423543772;
    return scale * (x > 0 ? x : alpha * StrictMath.expm1(x));
  }

  @Test
  void siluIsWithinTwoUlp() {
    DoubleUnaryOperator silu = x -> x / (1 + StrictMath.exp(-x));
    assertThat(worst(ScalarActivations::silu, silu, -120f, Float.MAX_VALUE))
        .isLessThanOrEqualTo(2.0);
  }

  @Test
  void softplusIsWithinTwoUlp() {
    DoubleUnaryOperator softplus =
        x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    assertThat(worst(ScalarActivations::softplus, softplus, -103f, Float.MAX_VALUE))
        .isLessThanOrEqualTo(2.0);
  }

  @Test
  void geluIsWithinTwoUlp() {
    assertThat(worst(Gaussian::gelu, x -> x * normalCdf(x), -20f, Float.MAX_VALUE))
        .isLessThanOrEqualTo(2.0);
    assertThat(Gaussian.gelu(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Gaussian.gelu(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(Gaussian.gelu(Float.NaN)).isNaN();
  }

  /** Values that SciPy 1.17 gives for {@code x * scipy.stats.norm.cdf(x)}. */
  @Test
  void geluHasTheValuesOfSciPy() {
    assertThat((double) Gaussian.gelu(1f)).isCloseTo(0.8413447460685429, within(1e-7));
    assertThat((double) Gaussian.gelu(-1f)).isCloseTo(-0.15865525393145707, within(2e-8));
    assertThat((double) Gaussian.gelu(-5f)).isCloseTo(-1.4332578593959663e-6, within(2e-13));
  }

  /**
   * The slopes cross zero, so their errors are absolute; the derivatives are taken by hand and
   * evaluated in double.
   */
  @Test
  void slopesThatNeedTheInputAreWithinThreeTenMillionths() {
    DoubleUnaryOperator gelu =
        x -> normalCdf(x) + x * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    assertThat(worstSlope(new Activation.Gelu(), gelu)).isLessThan(3e-7);
    DoubleUnaryOperator silu =
        x -> {
          double s = 1 / (1 + StrictMath.exp(-x));
          return s * (1 + x * (1 - s));
        };
    assertThat(worstSlope(new Activation.Silu(), silu)).isLessThan(3e-7);
  }

  private static double worstSlope(Activation f, DoubleUnaryOperator exact) {
    double worst = 0;
    for (double x = -30; x < 30; x += 1.0 / 4099) {
      float input = (float) x;
      float slope = ScalarActivations.gradient(f, input, Float.NaN, 1f);
      worst = Math.max(worst, Math.abs(slope - exact.applyAsDouble(input)));
    }
    return worst;
  }

  /**
   * The distribution function of the normal distribution: its Taylor series near zero, its
   * continued fraction in the tails (Abramowitz and Stegun, 26.2.11 and 26.2.14).
   */
  private static double normalCdf(double x) {
    double density = StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (Math.abs(x) > 3) {
      double fraction = Math.abs(x);
      for (int k = 200; k >= 1; k--) {
        fraction = Math.abs(x) + k / fraction;
      }
      double tail = density / fraction;
      return x < 0 ? tail : 1 - tail;
    }
    double term = x;
    double sum = x;
    for (int k = 1; k < 60; k++) {
      term *= x * x / (2 * k + 1);
      sum += term;
    }
    return 0.5 + density * sum;
  }

  private static double worst(
      FloatFunction function, DoubleUnaryOperator exact, float lowest, float highest) {
    double worst = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      if (x >= lowest && x <= highest) {
        double wanted = exact.applyAsDouble(x);
        double error = Math.abs(function.of(x) - wanted) / Math.ulp((float) wanted);
        worst = Math.max(worst, error);
      }
    }
    return worst;
  }
}
