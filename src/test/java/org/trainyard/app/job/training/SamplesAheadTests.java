package org.trainyard.app.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.data.Samples;
import org.trainyard.engine.tensor.Matrix;

class SamplesAheadTests {

  private static final int[] ORDER = {4, 0, 3, 1, 2, 6, 5};

  @Test
  void givesTheRowsThatWereAskedForWhateverWasForeseen() {
    try (SamplesAhead ahead = new SamplesAhead(new Numbered())) {
      assertRows(ahead, ORDER, 0, 3);
      assertRows(ahead, ORDER, 3, 3);
      assertRows(ahead, ORDER, 6, 1);
      assertRows(ahead, new int[] {6, 5, 4, 3, 2, 1, 0}, 3, 3);
      assertRows(ahead, ORDER, 0, 2);
      assertRows(ahead, new int[] {4, 0, 5, 6, 1}, 2, 2);
    }
  }

  @Test
  void readsTheNextMinibatchBeforeItIsAskedFor() {
    Numbered samples = new Numbered();
    SamplesAhead ahead = new SamplesAhead(samples);
    assertRows(ahead, ORDER, 0, 3);
    ahead.close(); // waits for the thread
    assertThat(samples.rowsRead.get()).isEqualTo(2 * 3);
  }

  @Test
  void gathersPartsOfAMinibatch() {
    try (SamplesAhead ahead = new SamplesAhead(new Numbered())) {
      assertRows(ahead, ORDER, 0, 3);
      Matrix targets = Matrix.zeros(3, 1);
      ahead.gatherTargets(ORDER, 3, 3, targets);
      Matrix inputs = Matrix.zeros(3, 2);
      ahead.gatherInputs(ORDER, 4, 2, inputs, 1);
      assertThat(inputs.get(1, 0)).isEqualTo(2);
      assertThat(inputs.get(2, 0)).isEqualTo(6);
    }
  }

  @Test
  void carriesAFailureToTheNextMinibatch() {
    Numbered samples = new Numbered();
    try (SamplesAhead ahead = new SamplesAhead(samples)) {
      int[] order = {0, 1, -1, 3};
      assertRows(ahead, order, 0, 2);
      assertThatThrownBy(() -> ahead.gatherTargets(order, 2, 2, Matrix.zeros(2, 1)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static void assertRows(SamplesAhead ahead, int[] order, int from, int count) {
    Matrix targets = Matrix.zeros(count, 1);
    Matrix inputs = Matrix.zeros(count, 2);
    ahead.gatherTargets(order, from, count, targets);
    ahead.gatherInputs(order, from, count, inputs, 0);
    for (int i = 0; i < count; i++) {
      assertThat(targets.get(i, 0)).isEqualTo(-order[from + i]);
      assertThat(inputs.get(i, 0)).isEqualTo(order[from + i]);
      assertThat(inputs.get(i, 1)).isEqualTo(order[from + i] + 0.5f);
    }
  }

  /** Seven rows that hold their numbers. */
  private static final class Numbered implements Samples {

    private final AtomicInteger rowsRead = new AtomicInteger(); // inputs of them

    @Override
    public int size() {
      return ORDER.length;
    }

    @Override
    public int inputSize() {
      return 2;
    }

    @Override
    public int targetSize() {
      return 1;
    }

    @Override
    public void gatherInputs(int[] indices, int from, int count, Matrix inputs, int row) {
      rowsRead.addAndGet(count);
      for (int i = 0; i < count; i++) {
        if (indices[from + i] < 0) {
          throw new IndexOutOfBoundsException(indices[from + i]);
        }
        inputs.set(row + i, 0, indices[from + i]);
        inputs.set(row + i, 1, indices[from + i] + 0.5f);
      }
    }

    @Override
    public void gatherTargets(int[] indices, int from, int count, Matrix targets) {
      for (int i = 0; i < count; i++) {
        targets.set(i, 0, -indices[from + i]);
      }
    }
  }
}
