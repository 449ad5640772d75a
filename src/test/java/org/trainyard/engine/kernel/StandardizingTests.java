package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trainyard.engine.kernel.Floats.assertSameBits;
import static org.trainyard.engine.kernel.KernelInfo.Kind.SIMD;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both families shift and scale rows of every length, and tell whether all of it is finite. */
class StandardizingTests {

  private static final int FROM = 7;
  private static final int TO = 9;

  @ParameterizedTest
  @EnumSource
  void subtractsThenMultipliesAndWritesNothingElse(KernelInfo.Kind kind) {
    for (int n : Floats.sizes().toArray()) {
      float[] x = Floats.mixed(FROM + n + 3, 1);
      float[] shifts = Floats.mixed(n, 2);
      float[] factors = Floats.mixed(n, 3);
      float[] actual = new float[TO + n + 5];
      Arrays.fill(actual, 42f);
      float[] expected = actual.clone();
      boolean isFinite = true;
      for (int j = 0; j < n; j++) {
        expected[TO + j] = (x[FROM + j] - shifts[j]) * factors[j];
        isFinite &= Float.isFinite(expected[TO + j]);
      }
      boolean said = kernels(kind).standardize(x, FROM, shifts, factors, actual, TO, n);
      assertSameBits(actual, expected);
      assertThat(said).as("%d elements", n).isEqualTo(isFinite);
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsTheOneThatIsNotFiniteWhereverItIs(KernelInfo.Kind kind) {
    for (int n : Floats.sizes().toArray()) {
      float[] shifts = new float[n];
      float[] factors = new float[n];
      Arrays.fill(factors, 2f);
      float[] x = new float[n];
      Arrays.fill(x, -1f);
      float[] y = new float[n];
      assertThat(kernels(kind).standardize(x, 0, shifts, factors, y, 0, n)).isTrue();
      for (int at = 0; at < n; at++) {
        for (float odd : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE}) {
          x[at] = odd; // twice the largest is infinite
          assertThat(kernels(kind).standardize(x, 0, shifts, factors, y, 0, n))
              .as("%s at %d of %d", odd, at, n)
              .isFalse();
        }
        x[at] = -1f;
      }
    }
  }

  private static KernelProvider kernels(KernelInfo.Kind kind) {
    return kind == SIMD ? new SimdKernels() : new ScalarKernels("a test");
  }
}
