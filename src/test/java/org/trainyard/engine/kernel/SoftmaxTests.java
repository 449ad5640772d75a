package org.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.trainyard.engine.kernel.Floats.assertSameBits;

import org.junit.jupiter.api.Test;

class SoftmaxTests {

  /** The definition of the bits: one element after the other, with the scalar functions. */
  @Test
  void hasTheBitsOfItsDefinitionForEverySize() {
    Floats.sizes()
        .filter(n -> n > 0)
        .forEach(n -> {
          float[] x = Floats.normal(5 + Kernels.padded(n), n);
          float[] actual = new float[3 + Kernels.padded(n)];
          float largest = x[5];
          for (int j = 1; j < n; j++) {
            largest = Math.max(largest, x[5 + j]);
          }
          float[] expected = new float[3 + n];
          float sum = 0f;
          for (int j = 0; j < n; j++) {
            expected[3 + j] = Elementary.exp(x[5 + j] - largest);
            sum += expected[3 + j];
          }
          for (int j = 0; j < n; j++) {
            expected[3 + j] /= sum;
          }
          double logSum = Kernels.softmax(x, 5, actual, 3, n);
          assertSameBits(actual, expected, 3, n);
          assertThat(logSum).isEqualTo((double) Elementary.log(sum) + largest);
        });
  }

  @Test
  void isTheQuotientOfExponentialsWhateverTheirSize() {
    for (float offset : new float[] {0f, 1000f, -1000f, 1e6f}) {
      float[] x = new float[16];
      float[] y = new float[16];
      double sum = 0;
      for (int j = 0; j < 10; j++) {
        x[j] = offset + 0.5f * j;
        sum += StrictMath.exp(0.5 * j);
      }
      double logSum = Kernels.softmax(x, 0, y, 0, 10);
      for (int j = 0; j < 10; j++) {
        assertThat((double) y[j]).isCloseTo(StrictMath.exp(0.5 * j) / sum, within(2e-7));
      }
      double exact = offset + StrictMath.log(sum);
      assertThat(logSum).isCloseTo(exact, within(2e-7 * Math.abs(exact) + 1e-6));
    }
  }

  @Test
  void negativeInfinityHasNoShareAndNanSpoilsTheRow() {
    float[] y = new float[16];
    float[] x = new float[16];
    x[1] = Float.NEGATIVE_INFINITY;
    Kernels.softmax(x, 0, y, 0, 3);
    assertThat(y).startsWith(0.5f, 0f, 0.5f);
    x[1] = Float.NaN;
    double logSum = Kernels.softmax(x, 0, y, 0, 3);
    assertThat(logSum).isNaN();
    assertThat(new float[] {y[0], y[1], y[2]}).containsOnly(Float.NaN);
  }
}
