package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** Values on which two families of kernels are compared, and the comparison. */
final class Floats {

  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -0x1.8p-130f, // subnormal
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1e-30f,
    -1.1e-30f,
    // where the polynomials and their reductions change
    88.7f,
    89f,
    -87.4f,
    -103.9f,
    -104f,
    -110f,
    0.625f,
    -0.625f,
    0.7f,
    -0.7f,
    15f,
    -15f,
    20f,
    -20f,
    0.5f,
    1e-6f
  };

  private Floats() {}

  /** The second family; skips the test where there is none. */
  static KernelProvider simd() {
    KernelProvider chosen = KernelSelection.choose();
    Assumptions.assumeTrue(
        chosen.info().kind() == KernelInfo.Kind.SIMD,
        "this JVM runs without the Vector API, so there is no second family to compare");
    return chosen;
  }

  /** Below, at and above whole vectors, and primes. */
  static IntStream sizes() {
    int lanes = KernelSelection.choose().info().lanes();
    return IntStream.of(0, 1, 2, 3, 7, lanes - 1, lanes, lanes + 1, 2 * lanes + 1, 61, 127)
        .distinct();
  }

  static float[] normal(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Normal numbers, with a special one in each fifth place or so. */
  static float[] mixed(int length, long seed) {
    Random random = new Random(seed);
    float[] values = normal(length, seed + 1);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(5) == 0) {
        values[i] = SPECIAL[random.nextInt(SPECIAL.length)];
      }
    }
    return values;
  }

  /** All special values, and a grid over all bit patterns, so over all magnitudes. */
  static float[] allKinds() {
    float[] values = Arrays.copyOf(SPECIAL, 1 << 18);
    for (int i = SPECIAL.length; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(i * 16411);
    }
    return values;
  }

  /**
   * Compares bits, the signs of zeros included. Any NaN is as good as any other: which one comes
   * out is left open by IEEE 754.
   */
  static void assertSameBits(float[] actual, float[] expected) {
    assertSameBits(actual, expected, 0, expected.length);
  }

  /** Compares the elements {@code [from, from + count)}. */
  static void assertSameBits(float[] actual, float[] expected, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
        fail("element %d: %s, expected %s", i - from, actual[i], expected[i]);
      }
    }
  }
}
