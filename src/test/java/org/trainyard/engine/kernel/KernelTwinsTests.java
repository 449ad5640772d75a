package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SIMD kernels give the bits of the scalar ones, on every shape and for every value. */
class KernelTwinsTests {

  private static final KernelProvider SCALAR = new ScalarKernels("the definition");

  private final KernelProvider simd = KernelSelection.choose();

  @BeforeAll
  static void requireVectors() {
    Assumptions.assumeTrue(
        KernelSelection.choose().info().kind() == KernelInfo.Kind.SIMD,
        "this JVM runs without the Vector API, so there is no second family to compare");
  }

  static Stream<int[]> shapes() {
    int lanes = KernelSelection.choose().info().lanes();
    int[] sizes = {0, 1, 2, 3, 7, lanes - 1, lanes, lanes + 1, 61, 127};
    Stream.Builder<int[]> shapes = Stream.builder();
    for (int m : new int[] {1, 2, 7, 13}) {
      for (int k : new int[] {0, 1, 3, 257, 263}) {
        for (int n : sizes) {
          shapes.add(new int[] {m, k, n});
        }
      }
    }
    return shapes.build();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void productsHaveTheSameBits(int[] shape) {
    int m = shape[0];
    int k = shape[1];
    int n = shape[2];
    int ld = Kernels.padded(n) + Kernels.PADDING;
    float[] a = values(m * (k + 3) + 5, 1);
    float[] b = values(k * ld + 5 + ld, 2);
    float[] bias = values(ld, 3);
    float[] expected = new float[m * ld + ld];
    float[] actual = new float[m * ld + ld];
    SCALAR.multiply(a, 5, k + 3, b, 5, ld, bias, 0, 0, expected, 0, ld, m, k, n);
    simd.multiply(a, 5, k + 3, b, 5, ld, bias, 0, 0, actual, 0, ld, m, k, n);
    assertRows(actual, expected, m, n, ld);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void transposedProductsHaveTheSameBits(int[] shape) {
    int m = shape[0];
    int k = shape[1];
    int n = shape[2];
    int ld = Kernels.padded(n);
    float[] a = values(k * (m + 2) + 3, 4);
    float[] b = values(k * ld + ld, 5);
    float[] expected = new float[m * ld + ld];
    float[] actual = new float[m * ld + ld];
    SCALAR.multiplyTransposed(a, 3, m + 2, b, 0, ld, expected, 0, ld, m, k, n);
    simd.multiplyTransposed(a, 3, m + 2, b, 0, ld, actual, 0, ld, m, k, n);
    assertRows(actual, expected, m, n, ld);
  }

  static Stream<Activation> activations() {
    return Stream.of(
        new Activation.Sigmoid(),
        new Activation.Tanh(),
        new Activation.Relu(),
        new Activation.LeakyRelu(0.01f),
        new Activation.Elu(1.25f),
        new Activation.Selu(),
        new Activation.Gelu(),
        new Activation.Silu(),
        new Activation.Softplus());
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsHaveTheSameBits(Activation function) {
    float[] x = allKindsOfFloats();
    int n = x.length;
    float[] expected = new float[n];
    float[] actual = new float[n];
    SCALAR.activate(function, x, 0, n, expected, 0, n, 1, n);
    simd.activate(function, x, 0, n, actual, 0, n, 1, n);
    assertRows(actual, expected, 1, n, n);
    float[] y = expected.clone();
    float[] dy = values(n, 6);
    SCALAR.activationGradient(function, x, 0, n, y, 0, n, dy, 0, n, expected, 0, n, 1, n);
    simd.activationGradient(function, x, 0, n, y, 0, n, dy, 0, n, actual, 0, n, 1, n);
    assertRows(actual, expected, 1, n, n);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationsOfBlocksHaveTheSameBits(Activation function) {
    int ld = 32;
    float[] x = values(13 * ld, 12);
    float[] expected = new float[13 * ld];
    float[] actual = new float[13 * ld];
    SCALAR.activate(function, x, ld, ld, expected, 0, ld, 12, 17);
    simd.activate(function, x, ld, ld, actual, 0, ld, 12, 17);
    assertRows(actual, expected, 12, 17, ld);
  }

  @Test
  void exponentialsOfSoftmaxHaveTheSameBits() {
    float[] x = specialValues();
    float[] expected = new float[x.length];
    float[] actual = new float[x.length];
    SCALAR.shiftedExp(x, 0, 0.25f, expected, 0, x.length);
    simd.shiftedExp(x, 0, 0.25f, actual, 0, x.length);
    assertRows(actual, expected, 1, x.length, x.length);
  }

  @Test
  void generatedTilesAreThoseOfTheGenerator() throws IOException {
    assertThat(code(Files.readString(TileGenerator.NN_FILE)))
        .isEqualTo(code(TileGenerator.nnTiles()));
    assertThat(code(Files.readString(TileGenerator.TN_FILE)))
        .isEqualTo(code(TileGenerator.tnTiles()));
  }

  /** What is left of a source file whatever its layout. */
  private static String code(String source) {
    return source.replaceAll("[\\s*]", "");
  }

  private static void assertRows(float[] actual, float[] expected, int m, int n, int ld) {
    for (int row = 0; row < m; row++) {
      for (int j = row * ld; j < row * ld + n; j++) {
        // Any NaN is as good as any other: which one comes out is left open by IEEE 754.
        if (Float.floatToIntBits(actual[j]) != Float.floatToIntBits(expected[j])) {
          fail("row %d, column %d: %s, expected %s", row, j - row * ld, actual[j], expected[j]);
        }
      }
    }
  }

  private static float[] values(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** A grid over all bit patterns, so over all magnitudes, and what is near the special points. */
  private static float[] allKindsOfFloats() {
    float[] special = specialValues();
    float[] floats = new float[1 << 18];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(i * 16411);
    }
    System.arraycopy(special, 0, floats, 0, special.length);
    return floats;
  }

  private static float[] specialValues() {
    float[] values = values(128, 11);
    float[] special = {
      0f,
      -0f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      88.7f,
      89f,
      -87.4f,
      -103.9f,
      -104f,
      0.625f,
      -0.625f,
      20f,
      -20f,
      1e-6f
    };
    System.arraycopy(special, 0, values, 0, special.length);
    return values;
  }
}
