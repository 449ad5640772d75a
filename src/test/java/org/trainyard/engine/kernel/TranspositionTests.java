package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.Floats.assertSameBits;
import static org.trainyard.engine.kernel.KernelInfo.Kind.SIMD;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranspositionTests {

  @ParameterizedTest
  @EnumSource
  void rowsBecomeColumnsOnEveryShapeFromEveryOffset(KernelInfo.Kind kind) {
    KernelProvider kernels = kind == SIMD ? new SimdKernels() : new ScalarKernels("a test");
    int[] sizes = Floats.sizes().toArray();
    for (int m : sizes) {
      for (int n : sizes) {
        compare(kernels, m, n);
      }
    }
  }

  private static void compare(KernelProvider kernels, int m, int n) {
    int lda = n + 3;
    int ldb = m + 5;
    float[] a = Floats.mixed(7 + m * lda, 1);
    float[] actual = new float[9 + n * ldb];
    Arrays.fill(actual, 42f);
    float[] expected = actual.clone();
    for (int row = 0; row < m; row++) {
      for (int column = 0; column < n; column++) {
        expected[9 + column * ldb + row] = a[7 + row * lda + column];
      }
    }
    kernels.transpose(a, 7, lda, actual, 9, ldb, m, n);
    assertSameBits(actual, expected);
  }
}
