package org.trainyard.app.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.tensor.Matrix;

class KnownTargetsTests {

  /** One block of rows that are read together, parts of one, and several. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4095, 4096, 4097, 10_000})
  void areThoseOfTheRows(int rows) {
    Samples samples = numbered(rows);
    KnownTargets known = KnownTargets.read(samples, samples);
    int[] order = {rows - 1, 0, rows / 2, rows - 1};
    Matrix targets = Matrix.zeros(3, 2);
    known.gatherTargets(order, 1, 3, targets);
    for (int i = 0; i < 3; i++) {
      assertThat(targets.get(i, 0)).isEqualTo(order[1 + i]);
      assertThat(targets.get(i, 1)).isEqualTo(-order[1 + i]);
    }
  }

  @Test
  void leaveInputsWhereTheyAre() {
    KnownTargets known = KnownTargets.read(numbered(3), numbered(5));
    assertThat(known.size()).isEqualTo(5);
    assertThat(known.inputSize()).isEqualTo(1);
    assertThat(known.targetSize()).isEqualTo(2);
    Matrix inputs = Matrix.zeros(2, 1);
    known.gatherInputs(new int[] {0, 4}, 1, 1, inputs, 1);
    assertThat(inputs.get(1, 0)).isEqualTo(4);
  }

  private static Samples numbered(int rows) {
    Matrix inputs = Matrix.zeros(rows, 1);
    Matrix targets = Matrix.zeros(rows, 2);
    for (int i = 0; i < rows; i++) {
      inputs.set(i, 0, i);
      targets.set(i, 0, i);
      targets.set(i, 1, -i);
    }
    return new ArraySamples(inputs, targets);
  }
}
