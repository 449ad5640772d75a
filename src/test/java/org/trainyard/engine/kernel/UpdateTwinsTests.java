package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The SIMD update kernels give the bits of the scalar ones, for every size and every value. */
class UpdateTwinsTests {

  private static final UpdateProvider SCALAR = new ScalarUpdates();

  /** Parameters, gradients and two slots. */
  private static final int ARRAYS = 4;

  enum Kernel {
    SGD,
    MOMENTUM,
    NESTEROV,
    ADAM,
    RMSPROP,
    RMSPROP_MOMENTUM,
    ADAGRAD
  }

  static Stream<Arguments> cases() {
    return Arrays.stream(Kernel.values())
        .flatMap(kernel ->
            Stream.of(0, 16, 32, 48, 208, 1024, 4112).map(count -> Arguments.of(kernel, count)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void simdHasTheBitsOfScalar(Kernel kernel, int count) {
    KernelProvider chosen = KernelSelection.choose();
    Assumptions.assumeTrue(
        chosen.info().kind() == KernelInfo.Kind.SIMD,
        "this JVM runs without the Vector API, so there is no second family to compare");
    float[][] expected = arrays(count + 64);
    float[][] actual = Arrays.stream(expected).map(float[]::clone).toArray(float[][]::new);
    for (int step = 0; step < 3; step++) {
      run(SCALAR, kernel, expected, 32, count);
      run(chosen.updates(), kernel, actual, 32, count);
    }
    for (int i = 0; i < ARRAYS; i++) {
      // Compares NaN as equal to NaN: which one comes out is left open by IEEE 754.
      assertThat(actual[i]).as("array %d", i).isEqualTo(expected[i]);
      assertThat(zeros(actual[i]))
          .as("signs of zeros of array %d", i)
          .isEqualTo(zeros(expected[i]));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changesNothingOutsideItsRangeAndNoGradient(Kernel kernel, int count) {
    float[][] before = arrays(count + 64);
    float[][] after = Arrays.stream(before).map(float[]::clone).toArray(float[][]::new);
    run(KernelSelection.choose().updates(), kernel, after, 32, count);
    assertThat(after[1]).isEqualTo(before[1]);
    for (int i = 0; i < ARRAYS; i++) {
      assertThat(Arrays.copyOf(after[i], 32)).isEqualTo(Arrays.copyOf(before[i], 32));
      assertThat(Arrays.copyOfRange(after[i], 32 + count, after[i].length))
          .isEqualTo(Arrays.copyOfRange(before[i], 32 + count, before[i].length));
    }
  }

  /** 0.999 times a small subnormal number rounds to itself: it would stay for ever. */
  @Test
  void memoryThatFadesBecomesZero() {
    float[][] arrays = new float[ARRAYS][16];
    Arrays.fill(arrays[2], -1.05e-30f);
    Arrays.fill(arrays[3], 1.176e-38f);
    run(KernelSelection.choose().updates(), Kernel.ADAM, arrays, 0, 16);
    assertThat(arrays[2]).containsOnly(0f);
    assertThat(arrays[3]).containsOnly(0f);
  }

  private static void run(UpdateProvider kernels, Kernel kernel, float[][] a, int from, int count) {
    float[] adam = {0.01f, 0.02f, 0.1f, 0.999f, 0.001f, 1e-8f, 0.003f};
    float[] rmsProp = {0.01f, 0.02f, 0.9f, 0.99f, 0.01f, 1e-8f};
    float[] sgd = {0.01f, 0.02f, 0.9f};
    float[] adagrad = {0.01f, 0.02f, 1e-10f};
    switch (kernel) {
      case SGD -> kernels.sgd(sgd, a[0], a[1], from, count);
      case MOMENTUM -> kernels.momentum(sgd, a[0], a[1], a[2], from, count);
      case NESTEROV -> kernels.nesterov(sgd, a[0], a[1], a[2], from, count);
      case ADAM -> kernels.adam(adam, a[0], a[1], a[2], a[3], from, count);
      case RMSPROP -> kernels.rmsProp(rmsProp, a[0], a[1], a[3], from, count);
      case RMSPROP_MOMENTUM ->
          kernels.rmsPropMomentum(rmsProp, a[0], a[1], a[3], a[2], from, count);
      case ADAGRAD -> kernels.adagrad(adagrad, a[0], a[1], a[3], from, count);
    }
  }

  private static int[] zeros(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = values[i] == 0f ? Float.floatToRawIntBits(values[i]) : 0;
    }
    return bits;
  }

  /** Random numbers with special ones at different places; the last array has no negative ones. */
  private static float[][] arrays(int length) {
    float[] special = {
      0f,
      -0f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      1e-30f,
      -1.1e-30f
    };
    Random random = new Random(length);
    float[][] arrays = new float[ARRAYS][length];
    for (int i = 0; i < ARRAYS; i++) {
      for (int j = 0; j < length; j++) {
        boolean isSpecial = random.nextInt(5) == 0;
        float value =
            isSpecial ? special[random.nextInt(special.length)] : (float) random.nextGaussian();
        arrays[i][j] = i == 3 ? Math.abs(value) : value;
      }
    }
    return arrays;
  }
}
