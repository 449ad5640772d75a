package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.schedule.Schedule;

/** That a training follows its schedule; the rates themselves are in ScheduleTests. */
class ScheduledTrainingTests {

  @Test
  void aPlateauOfTheValidationLossLowersTheRate() {
    // As in EarlyStoppingTests: the fourth epoch is the first that is worse.
    Network network = OneWeight.network(0);
    List<EpochResult> epochs =
        epochs(network, OneWeight.config(0.05).epochs(5).schedule(new Schedule.Plateau(0, 0.5)));
    assertThat(epochs)
        .extracting(EpochResult::learningRate)
        .containsExactly(0.05, 0.05, 0.05, 0.05, 0.025);
    // 3.439, and a twentieth of what is left to 10.
    assertThat(network.weights()[0]).isCloseTo(3.76705f, within(1e-5f));
  }

  @Test
  void aWarmUpMakesTheFirstStepsSmall() {
    Network network = OneWeight.network(0);
    List<EpochResult> epochs =
        epochs(
            network,
            OneWeight.config(0.06)
                .epochs(3)
                .schedule(new Schedule.WarmUp(2, new Schedule.Constant())));
    assertThat(epochs.stream().mapToDouble(EpochResult::learningRate).toArray())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.02, 0.04, 0.06);
    // What is left to 10 shrinks by 4 %, 8 % and 12 %.
    assertThat(network.weights()[0])
        .isCloseTo((float) (10 - 10 * 0.96 * 0.92 * 0.88), within(1e-5f));
  }

  private static List<EpochResult> epochs(Network network, TrainingConfigBuilder config) {
    OneWeight.Epochs epochs = new OneWeight.Epochs();
    new Trainer(() -> 0)
        .train(
            network,
            new TrainingData(OneWeight.targets(10), Optional.of(OneWeight.targets(3))),
            config.build(),
            TrainingHooks.of(epochs, StopSignal.NEVER));
    return epochs.results;
  }
}
