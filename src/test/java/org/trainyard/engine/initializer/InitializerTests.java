package org.trainyard.engine.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.testing.NormalDistribution;

/** The distributions of first weights, on a layer of 400 inputs and 250 units. */
class InitializerTests {

  private static final int INPUTS = 400;
  private static final int UNITS = 250;
  private static final RandomKey KEY = new RandomKey(11);

  static Stream<Arguments> uniform() {
    return Stream.of(
        Arguments.of(new Initializer.Default(), -0.05, 0.05), // 1 / sqrt(400)
        Arguments.of(new Initializer.XavierUniform(), -0.0960769, 0.0960769), // sqrt(6 / 650)
        Arguments.of(new Initializer.HeUniform(), -0.1224745, 0.1224745), // sqrt(6 / 400)
        Arguments.of(new Initializer.Uniform(-1, 3), -1, 3));
  }

  static Stream<Arguments> normal() {
    return Stream.of(
        Arguments.of(new Initializer.XavierNormal(), 0.0554700), // sqrt(2 / 650)
        Arguments.of(new Initializer.HeNormal(), 0.0707107), // sqrt(2 / 400)
        Arguments.of(new Initializer.LecunNormal(), 0.05)); // sqrt(1 / 400)
  }

  @ParameterizedTest
  @MethodSource("uniform")
  void drawsUniformWeights(Initializer initializer, double low, double high) {
    double[] weights = sorted(weights(initializer));
    assertThat(weights[0]).isGreaterThanOrEqualTo(low - 1e-7);
    assertThat(weights[weights.length - 1]).isLessThanOrEqualTo(high + 1e-7);
    assertThat(distance(weights, x -> (x - low) / (high - low))).isLessThan(0.006);
  }

  @ParameterizedTest
  @MethodSource("normal")
  void drawsNormalWeights(Initializer initializer, double deviation) {
    double[] weights = sorted(weights(initializer));
    assertThat(distance(weights, x -> NormalDistribution.distribution(x / deviation)))
        .isLessThan(0.006);
  }

  @Test
  void weightsThatAreAllTheSameHaveBiasesOfZero() {
    for (double value : new double[] {0, 1, -0.5}) {
      Initializer constant = new Initializer.Constant(value);
      assertThat(weights(constant).toArray()).containsOnly((float) value);
      assertThat(bias(constant).toArray()).containsOnly(0f);
    }
    assertThat(Initializer.zeros()).isEqualTo(new Initializer.Constant(0));
    assertThat(Initializer.ones()).isEqualTo(new Initializer.Constant(1));
  }

  @ParameterizedTest
  @MethodSource({"uniform", "normal"})
  void drawsBiasesAsPyTorchDoes(Initializer initializer) {
    double[] bias = sorted(bias(initializer));
    assertThat(bias[0]).isBetween(-0.05, -0.049);
    assertThat(bias[UNITS - 1]).isBetween(0.049, 0.05);
    assertThat(Arrays.stream(bias).average().orElseThrow()).isCloseTo(0, within(0.01));
  }

  @ParameterizedTest
  @MethodSource({"uniform", "normal"})
  void drawsOtherWeightsForAnotherKeyAndLeavesThePaddingAlone(Initializer initializer) {
    Matrix weights = weights(initializer);
    Matrix others = Matrix.zeros(INPUTS, UNITS);
    initializer.weights(others, new RandomKey(12));
    assertThat(others.toArray()).isNotEqualTo(weights.toArray());
    for (int row = 0; row < INPUTS; row++) {
      for (int i = UNITS; i < weights.stride(); i++) {
        assertThat(weights.data()[weights.index(row, 0) + i]).isZero();
      }
    }
  }

  @Test
  void refusesBoundsThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Initializer.Constant(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Initializer.Uniform(1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Initializer.Uniform(0, Double.POSITIVE_INFINITY));
  }

  @Test
  void allInitializersAreHere() {
    List<Class<?>> tested =
        Stream.concat(uniform(), normal())
            .<Class<?>>map(arguments -> Objects.requireNonNull(arguments.get()[0]).getClass())
            .toList();
    assertThat(Initializer.class.getPermittedSubclasses())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(tested.stream(), Stream.of(Initializer.Constant.class)).toList());
  }

  private static Matrix weights(Initializer initializer) {
    Matrix weights = Matrix.zeros(INPUTS, UNITS);
    initializer.weights(weights, KEY);
    return weights;
  }

  private static Matrix bias(Initializer initializer) {
    Matrix bias = Matrix.zeros(1, UNITS);
    initializer.bias(bias, INPUTS, KEY);
    return bias;
  }

  private static double[] sorted(Matrix values) {
    float[] array = values.toArray();
    return IntStream.range(0, array.length).mapToDouble(i -> array[i]).sorted().toArray();
  }

  /**
   * The distance of Kolmogorov and Smirnov: of 100,000 right numbers it is below 0.006 in 998 of
   * 1,000 cases.
   */
  private static double distance(double[] sorted, DoubleUnaryOperator share) {
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = share.applyAsDouble(sorted[i]);
      largest = Math.max(largest, Math.abs(expected - (double) i / sorted.length));
      largest = Math.max(largest, Math.abs(expected - (i + 1.0) / sorted.length));
    }
    return largest;
  }
}
