package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleFunctionsTests {

  private static final double ULP = Math.ulp(1.0);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999, 0.999999, 1, 1.0001})
  void powersAreThoseOfStrictMath(double base) {
    for (int exponent = 0; exponent < 100_000; exponent = exponent * 5 / 4 + 1) {
      double expected = StrictMath.pow(base, exponent);
      assertThat(DoubleFunctions.power(base, exponent))
          .as("%s to the %d", base, exponent)
          .isCloseTo(expected, within(ULP * exponent * expected));
    }
  }

  @Test
  void smallPowersAreProducts() {
    assertThat(DoubleFunctions.power(0.3, 0)).isEqualTo(1);
    assertThat(DoubleFunctions.power(0.3, 1)).isEqualTo(0.3);
    assertThat(DoubleFunctions.power(0.3, 2)).isEqualTo(0.3 * 0.3);
    assertThat(DoubleFunctions.power(0, 0)).isEqualTo(1);
  }

  @Test
  void powersVanishQuietly() {
    assertThat(DoubleFunctions.power(0.9, Long.MAX_VALUE)).isZero();
  }

  @Test
  void cosinesAreThoseOfStrictMath() {
    for (int i = 0; i <= 300_000; i++) {
      double x = i / 100_000.0;
      assertThat(DoubleFunctions.cosineOfHalfTurns(x))
          .isCloseTo(StrictMath.cos(Math.PI * x), within(4e-16 * (1 + x)));
    }
  }

  @Test
  void turnsThatAreKnownAreExact() {
    assertThat(DoubleFunctions.cosineOfHalfTurns(0)).isEqualTo(1);
    assertThat(DoubleFunctions.cosineOfHalfTurns(0.5)).isZero();
    assertThat(DoubleFunctions.cosineOfHalfTurns(1)).isEqualTo(-1);
    assertThat(DoubleFunctions.cosineOfHalfTurns(1.5)).isZero();
    assertThat(DoubleFunctions.cosineOfHalfTurns(2e9)).isEqualTo(1);
  }
}
