package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.Floats.assertSameBits;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Activations, their gradients and the exponentials of softmax: the SIMD kernels give the bits of
 * the scalar ones for every size, from every offset and for numbers of every kind.
 */
class ActivationTwinsTests {

  private static final KernelProvider SCALAR = new ScalarKernels("the definition");

  private static final int ROWS = 3;
  private static final int X0 = 5;
  private static final int Y0 = 3;
  private static final int DY0 = 7;
  private static final int DX0 = 1;

  private final KernelProvider simd = Floats.simd();

  static Stream<Activation> activations() {
    return Stream.of(
        new Activation.Sigmoid(),
        new Activation.Tanh(),
        new Activation.Relu(),
        new Activation.LeakyRelu(0.01f),
        new Activation.LeakyRelu(0f),
        new Activation.Elu(1.25f),
        new Activation.Selu(),
        new Activation.Gelu(),
        new Activation.Silu(),
        new Activation.Softplus());
  }

  @ParameterizedTest
  @MethodSource("activations")
  void valuesOfAllKinds(Activation function) {
    float[] x = Floats.allKinds();
    int n = x.length;
    float[] expected = new float[n];
    float[] actual = new float[n];
    SCALAR.activate(function, x, 0, n, expected, 0, n, 1, n);
    simd.activate(function, x, 0, n, actual, 0, n, 1, n);
    assertSameBits(actual, expected);
    float[] y = expected.clone();
    float[] dy = Floats.mixed(n, 6);
    SCALAR.activationGradient(function, x, 0, n, y, 0, n, dy, 0, n, expected, 0, n, 1, n);
    simd.activationGradient(function, x, 0, n, y, 0, n, dy, 0, n, actual, 0, n, 1, n);
    assertSameBits(actual, expected);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void allSizesFromAllOffsets(Activation function) {
    Floats.sizes().forEach(n -> compare(function, n));
  }

  private void compare(Activation function, int n) {
    int ld = Kernels.padded(n) + Kernels.PADDING;
    int length = 8 + (ROWS + 1) * ld;
    float[] x = Floats.mixed(length, 1);
    float[] dy = Floats.mixed(length, 2);
    float[][] y = new float[2][length];
    float[][] dx = new float[2][length];
    for (int i = 0; i < 2; i++) {
      KernelProvider kernels = i == 0 ? SCALAR : simd;
      Arrays.fill(y[i], 42f);
      Arrays.fill(dx[i], 42f);
      kernels.activate(function, x, X0, ld, y[i], Y0, ld, ROWS, n);
      kernels.activationGradient(
          function, x, X0, ld, y[0], Y0, ld, dy, DY0, ld, dx[i], DX0, ld, ROWS, n);
    }
    compare(y, Y0, ld, n);
    compare(dx, DX0, ld, n);
  }

  /** All but the padding is the same. */
  private static void compare(float[][] results, int start, int ld, int n) {
    assertSameBits(results[1], results[0], 0, start);
    for (int row = 0; row < ROWS; row++) {
      int from = start + row * ld;
      int padding = from + Kernels.padded(n);
      assertSameBits(results[1], results[0], from, n);
      assertSameBits(results[1], results[0], padding, from + ld - padding);
    }
    int end = start + ROWS * ld;
    assertSameBits(results[1], results[0], end, results[0].length - end);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void gradientsInPlace(Activation function) {
    int n = 61;
    float[] x = Floats.mixed(64, 1);
    float[] y = new float[64];
    SCALAR.activate(function, x, 0, 64, y, 0, 64, 1, n);
    float[] expected = Floats.mixed(64, 2);
    float[] actual = expected.clone();
    SCALAR.activationGradient(function, x, 0, 64, y, 0, 64, expected, 0, 64, expected, 0, 64, 1, n);
    simd.activationGradient(function, x, 0, 64, y, 0, 64, actual, 0, 64, actual, 0, 64, 1, n);
    assertSameBits(actual, expected, 0, n);
  }

  @Test
  void exponentialsOfSoftmax() {
    float[] x = Floats.allKinds();
    float[] expected = new float[x.length];
    float[] actual = new float[x.length];
    for (float shift : new float[] {0f, 0.25f, -3e38f, 1e-40f, Float.NEGATIVE_INFINITY}) {
      SCALAR.shiftedExp(x, 0, shift, expected, 0, x.length);
      simd.shiftedExp(x, 0, shift, actual, 0, x.length);
      assertSameBits(actual, expected);
    }
    Floats.sizes()
        .forEach(n -> {
          float[] from = Floats.mixed(Kernels.padded(n) + X0, 3);
          SCALAR.shiftedExp(from, X0, 0.25f, expected, Y0, n);
          simd.shiftedExp(from, X0, 0.25f, actual, Y0, n);
          assertSameBits(actual, expected, Y0, n);
        });
  }
}
