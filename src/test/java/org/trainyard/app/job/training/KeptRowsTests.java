package org.trainyard.app.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trainyard.app.job.training.KeptRows.Extent;
import org.trainyard.app.job.training.KeptRows.Use;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.tensor.Matrix;

class KeptRowsTests {

  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({"1000, 4, 1", "1000, 16, 2", "1000, 17, 1", "50, 784, 10"})
  void takeWhatTheirArraysTake(int count, int inputs, int targets) {
    ArraySamples samples =
        new ArraySamples(Matrix.zeros(count, inputs), Matrix.zeros(count, targets));
    assertThat(new KeptRows(Use.OFTEN, count, inputs, targets).bytes())
        .isEqualTo(bytes(samples.inputs()) + bytes(samples.targets()));
  }

  private static long bytes(Matrix matrix) {
    return (long) Float.BYTES * matrix.rows() * matrix.stride();
  }

  /** Four inputs and a class are five numbers, and 128 bytes. */
  @Test
  void areKeptInAnEighthOfTheHeap() {
    assertThat(new KeptRows(Use.OFTEN, 1_000_000, 4, 1).extent(GIB)).isEqualTo(Extent.ROWS);
    assertThat(new KeptRows(Use.OFTEN, 1_100_000, 4, 1).extent(GIB)).isEqualTo(Extent.TARGETS);
  }

  /** However large the heap is. */
  @Test
  void areKeptInAnArray() {
    assertThat(new KeptRows(Use.OFTEN, 2_600_000, 784, 1).extent(200 * GIB)).isEqualTo(Extent.ROWS);
    assertThat(new KeptRows(Use.OFTEN, 2_800_000, 784, 1).extent(200 * GIB))
        .isEqualTo(Extent.TARGETS);
    assertThat(new KeptRows(Use.OFTEN, 2_000_000_000, 784, 2).extent(2000 * GIB))
        .isEqualTo(Extent.NOTHING);
  }

  /** Four bytes a target. */
  @Test
  void leaveTargetsInAThirtySecondOfTheHeap() {
    assertThat(new KeptRows(Use.OFTEN, 8_000_000, 784, 1).extent(GIB)).isEqualTo(Extent.TARGETS);
    assertThat(new KeptRows(Use.OFTEN, 8_500_000, 784, 1).extent(GIB)).isEqualTo(Extent.NOTHING);
  }

  @Test
  void leaveTargetsThatAreReadOnce() {
    assertThat(new KeptRows(Use.ONCE, 1_000_000, 4, 1).extent(GIB)).isEqualTo(Extent.ROWS);
    assertThat(new KeptRows(Use.ONCE, 1_100_000, 4, 1).extent(GIB)).isEqualTo(Extent.NOTHING);
  }
}
