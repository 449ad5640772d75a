package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
