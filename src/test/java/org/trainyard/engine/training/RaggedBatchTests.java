package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.layer.Network;

/** Five rows in minibatches of two: the last one has a single row. */
class RaggedBatchTests {

  private static final TrainingData FIVE_ROWS = OneWeight.training(1, 1, 2, 2, 4);

  @Test
  void theLastMinibatchIsTheMeanOfItsOwnRows() {
    Network network = OneWeight.network(0);
    OneWeight.train(network, FIVE_ROWS, OneWeight.config(0.25).batchSize(2).epochs(1));
    // 0 + 0.25 * 2, then + 0.25 * 3, then + 0.25 * 5.5
    assertThat(network.weights()).containsExactly(2.625f);
  }

  @Test
  void theLossOfAnEpochIsTheMeanOfItsRowsNotOfItsMinibatches() {
    TrainingResult result =
        OneWeight.train(
            OneWeight.network(0), FIVE_ROWS, OneWeight.config(0.25).batchSize(2).epochs(1));
    EpochResult epoch = result.last().orElseThrow();
    // 1 + 1 + 1.5^2 + 1.5^2 + 2.75^2
    assertThat(epoch.training().loss()).isEqualTo(14.0625 / 5);
    assertThat(epoch.samples()).isEqualTo(5);
  }

  @Test
  void everyRowIsInOneStepOfAnEpoch() {
    List<String> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(int epoch, int step, int all) {
            steps.add("%d: %d of %d".formatted(epoch, step, all));
          }
        };
    TrainingConfig config = OneWeight.config(0.25).batchSize(2).epochs(2).build();
    new Trainer(() -> 0)
        .train(
            OneWeight.network(0), FIVE_ROWS, config, TrainingHooks.of(listener, StopSignal.NEVER));
    assertThat(steps)
        .containsExactly(
            "1: 1 of 3", "1: 2 of 3", "1: 3 of 3", "2: 1 of 3", "2: 2 of 3", "2: 3 of 3");
  }

  @Test
  void aMinibatchLargerThanTheDataIsAllOfThem() {
    Network network = OneWeight.network(0);
    OneWeight.train(network, FIVE_ROWS, OneWeight.config(0.25).batchSize(64).epochs(1));
    assertThat(network.weights()).containsExactly(1f); // 0.25 * 2 * the mean target, 2
  }
}
