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

  /** Where the range begins in each of them. */
  private static final int[] START = {32, 16, 0, 48};

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
      boolean isFinite = run(SCALAR, kernel, expected, count);
      assertThat(run(chosen.updates(), kernel, actual, count)).isEqualTo(isFinite);
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
    run(KernelSelection.choose().updates(), kernel, after, count);
    assertThat(after[1]).isEqualTo(before[1]);
    for (int i = 0; i < ARRAYS; i++) {
      int end = START[i] + count;
      assertThat(Arrays.copyOf(after[i], START[i])).isEqualTo(Arrays.copyOf(before[i], START[i]));
      assertThat(Arrays.copyOfRange(after[i], end, after[i].length))
          .isEqualTo(Arrays.copyOfRange(before[i], end, before[i].length));
    }
  }

  static Stream<Arguments> families() {
    return Arrays.stream(Kernel.values())
        .flatMap(kernel ->
            Stream.of(SCALAR, KernelSelection.choose().updates())
                .map(family -> Arguments.of(kernel, family)));
  }

  @ParameterizedTest
  @MethodSource("families")
  void saysWhetherAllParametersAreFinite(Kernel kernel, UpdateProvider kernels) {
    int count = 48;
    float[] values = {1, -0f, -1e-40f, Float.MAX_VALUE / 4, -Float.MAX_VALUE / 4};
    float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int place = 0; place <= count; place++) { // the last place is none
      for (float value : bad) {
        float[][] arrays = new float[ARRAYS][128];
        for (int i = 0; i < count; i++) {
          arrays[0][START[0] + i] = values[i % values.length];
        }
        arrays[0][START[0] - 1] = value;
        arrays[0][START[0] + count] = value;
        if (place < count) {
          arrays[0][START[0] + place] = value;
        }
        assertThat(run(kernels, kernel, arrays, count))
            .as("%s at %d", value, place)
            .isEqualTo(place == count);
      }
    }
  }

  /** 0.999 times a small subnormal number rounds to itself: it would stay for ever. */
  @Test
  void memoryThatFadesBecomesZero() {
    float[][] arrays = new float[ARRAYS][64];
    Arrays.fill(arrays[2], -1.05e-30f);
    Arrays.fill(arrays[3], 1.176e-38f);
    run(KernelSelection.choose().updates(), Kernel.ADAM, arrays, 16);
    assertThat(Arrays.copyOfRange(arrays[2], START[2], START[2] + 16)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(arrays[3], START[3], START[3] + 16)).containsOnly(0f);
  }

  private static boolean run(UpdateProvider kernels, Kernel kernel, float[][] a, int count) {
    float[] adam = {0.01f, 0.02f, 0.1f, 0.999f, 0.001f, 1e-8f, 0.003f};
    float[] rmsProp = {0.01f, 0.02f, 0.9f, 0.99f, 0.01f, 1e-8f};
    float[] sgd = {0.01f, 0.02f, 0.9f};
    float[] adagrad = {0.01f, 0.02f, 1e-10f};
    float[] w = a[0];
    float[] g = a[1];
    float[] m = a[2];
    float[] v = a[3];
    int w0 = START[0];
    int g0 = START[1];
    int m0 = START[2];
    int v0 = START[3];
    return switch (kernel) {
      case SGD -> kernels.sgd(sgd, w, w0, g, g0, count);
      case MOMENTUM -> kernels.momentum(sgd, w, w0, g, g0, m, m0, count);
      case NESTEROV -> kernels.nesterov(sgd, w, w0, g, g0, m, m0, count);
      case ADAM -> kernels.adam(adam, w, w0, g, g0, m, m0, v, v0, count);
      case RMSPROP -> kernels.rmsProp(rmsProp, w, w0, g, g0, v, v0, count);
      case RMSPROP_MOMENTUM -> kernels.rmsPropMomentum(rmsProp, w, w0, g, g0, v, v0, m, m0, count);
      case ADAGRAD -> kernels.adagrad(adagrad, w, w0, g, g0, v, v0, count);
    };
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
