package org.trainyard.engine.kernel;

import static org.trainyard.engine.kernel.Floats.assertSameBits;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TranspositionTests {

  @Test
  void rowsBecomeColumnsOnEveryShapeFromEveryOffset() {
    int[] sizes = Floats.sizes().toArray();
    for (int m : sizes) {
      for (int n : sizes) {
        compare(m, n);
      }
    }
  }

  private static void compare(int m, int n) {
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
    Kernels.transpose(a, 7, lda, actual, 9, ldb, m, n);
    assertSameBits(actual, expected);
  }
}
