package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.testing.NormalDistribution;

/**
 * The functions of the numeric path against {@link StrictMath} in double: on a grid over the bit
 * patterns of all floats, and on every float around the places where a formula changes.
 *
 * <p>{@code -Delementary.stride=1} makes the grid all floats, and takes some minutes.
 */
class ElementaryTests {

  /** A prime, so that the grid meets all mantissas. */
  private static final int STRIDE = Integer.getInteger("elementary.stride", 1009);

  /** Floats on each side of a place that are looked at one by one. */
  private static final int NEIGHBOURS = 20_000;

  private static final float INFINITY = Float.POSITIVE_INFINITY;

  interface FloatFunction {
    float of(float x);
  }

  /**
   * A function and what it shall be.
   *
   * @param lowest of its domain
   * @param highest of its domain
   * @param ulps how far it may be off
   * @param places where its formula changes
   */
  record Case(
      String name,
      FloatFunction function,
      DoubleUnaryOperator exact,
      float lowest,
      float highest,
      double ulps,
      List<Float> places) {

    static Case of(
        String name,
        FloatFunction function,
        DoubleUnaryOperator exact,
        float lowest,
        float highest,
        double ulps,
        float... places) {
      List<Float> list = new ArrayList<>();
      for (float place : places) {
        list.add(place);
      }
      return new Case(name, function, exact, lowest, highest, ulps, List.copyOf(list));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    Activation elu = new Activation.Elu(1f);
    Activation selu = new Activation.Selu();
    float ln2 = 0.6931472f;
    return Stream.of(
        Case.of(
            "exp",
            Elementary::exp,
            StrictMath::exp,
            -INFINITY,
            INFINITY,
            1,
            0f,
            ln2 / 2,
            -ln2 / 2,
            87.8f,
            88.72f,
            -87.3f,
            -103.9f,
            -104f),
        Case.of(
            "expm1", Elementary::expm1, StrictMath::expm1, -INFINITY, 0f, 1, -ln2 / 2, -17f, -25f),
        Case.of("log", Elementary::log, StrictMath::log, 0f, INFINITY, 1, 1f, 0.70710677f),
        Case.of("log1p", Elementary::log1p, StrictMath::log1p, 0f, 1f, 1, 0.5f, 1e-4f, 1f),
        Case.of(
            "sigmoid",
            Elementary::sigmoid,
            x -> 1 / (1 + StrictMath.exp(-x)),
            -INFINITY,
            INFINITY,
            2,
            0f,
            -17f,
            -87.3f,
            -103.9f),
        Case.of(
            "tanh",
            Elementary::tanh,
            StrictMath::tanh,
            -INFINITY,
            INFINITY,
            2,
            0f,
            0.625f,
            -0.625f,
            9f),
        Case.of(
            "elu",
            x -> ScalarActivations.value(elu, x),
            x -> x > 0 ? x : StrictMath.expm1(x),
            -INFINITY,
            INFINITY,
            2,
            0f),
        Case.of(
            "selu",
            x -> ScalarActivations.value(selu, x),
            ElementaryTests::selu,
            -INFINITY,
            INFINITY,
            2,
            0f),
        Case.of(
            "silu",
            ScalarActivations::silu,
            x -> x == -INFINITY ? 0 : x / (1 + StrictMath.exp(-x)),
            -INFINITY,
            INFINITY,
            2,
            0f,
            -87.3f,
            -103.9f,
            -110f),
        Case.of(
            "softplus",
            ScalarActivations::softplus,
            x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
            -INFINITY,
            INFINITY,
            2,
            0f,
            0.6931472f,
            -0.6931472f,
            20f,
            -103.9f),
        Case.of(
            "gelu",
            Gaussian::gelu,
            x -> Double.isInfinite(x) ? Math.max(x, 0) : x * NormalDistribution.distribution(x),
            -INFINITY,
            INFINITY,
            2,
            0f,
            0.7f,
            -0.7f,
            -12.9f,
            -13.9f,
            -15f));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWithinItsBound(Case function) {
    Worst worst = new Worst(function);
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      worst.look(Float.intBitsToFloat((int) bits));
    }
    for (float place : function.places) {
      int bits = Float.floatToIntBits(place);
      for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
        worst.look(Float.intBitsToFloat(bits + i));
      }
    }
    worst.look(function.lowest);
    worst.look(function.highest);
    assertThat(worst.error).as("ulp, at %s", worst.place).isLessThanOrEqualTo(function.ulps);
    assertThat(function.function.of(Float.NaN)).isNaN();
  }

  /** The largest error so far, in units in the last place of the exact value. */
  private static final class Worst {

    private final Case function;
    private double error;
    private float place;

    Worst(Case function) {
      this.function = function;
    }

    void look(float x) {
      if (!(x >= function.lowest && x <= function.highest)) {
        return;
      }
      double exact = function.exact.applyAsDouble(x);
      double wrong = ulps(function.function.of(x), exact);
      if (!(wrong <= error)) { // NaN is worse than anything
        error = wrong;
        place = x;
      }
    }

    private static double ulps(float actual, double exact) {
      float nearest = (float) exact;
      if (Float.isInfinite(nearest) || Float.isInfinite(actual)) {
        // Right, or one of the two numbers on either side of the border.
        return Math.abs(bounded(actual) - bounded(nearest)) / Math.ulp(Float.MAX_VALUE);
      }
      return Math.abs(actual - exact) / Math.ulp(nearest);
    }

    /** An infinity as the next number after the largest one. */
    private static double bounded(float x) {
      return Float.isInfinite(x) ? Math.copySign(0x1p128, x) : x;
    }
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
        x -> NormalDistribution.distribution(x) + x * NormalDistribution.density(x);
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
    for (double x = -30; x < 30; x += 1.0 / 16411) {
      float input = (float) x;
      float slope = ScalarActivations.gradient(f, input, Float.NaN, 1f);
      worst = Math.max(worst, Math.abs(slope - exact.applyAsDouble(input)));
    }
    return worst;
  }

  /** Far out on the left an absolute error says nothing: there the slope has most of its digits. */
  @Test
  void theSlopeOfGeluFadesWithSixDigits() {
    for (double x = -10; x < -1.5; x += 1.0 / 1021) {
      float input = (float) x;
      double exact =
          NormalDistribution.distribution(input) + input * NormalDistribution.density(input);
      float slope = ScalarActivations.gradient(new Activation.Gelu(), input, Float.NaN, 1f);
      assertThat((double) slope).isCloseTo(exact, within(4e-6 * Math.abs(exact)));
    }
    Activation gelu = new Activation.Gelu();
    assertThat(ScalarActivations.gradient(gelu, -INFINITY, 0f, 1f)).isZero();
    assertThat(ScalarActivations.gradient(gelu, INFINITY, 0f, 1f)).isOne();
    assertThat(ScalarActivations.gradient(gelu, 0f, 0f, 1f)).isCloseTo(0.5f, within(6e-8f));
  }

  private static double selu(double x) {
    double scale = 1.0507009873554805;
    double alpha = 1.6732632423543772;
    return scale * (x > 0 ? x : alpha * StrictMath.expm1(x));
  }
}
