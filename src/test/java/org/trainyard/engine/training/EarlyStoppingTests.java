package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.training.EarlyStopping.Monitored;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;
import org.trainyard.engine.training.TrainingResult.StopReason;

class EarlyStoppingTests {

  private static final Metric ACCURACY = new Metric.Accuracy();

  /**
   * The weight goes from 0 towards 10 by a tenth of what is left (1, 1.9, 2.71, 3.439, 4.0951...),
   * and is measured at 3: losses 4, 1.21, 0.0841, 0.192721, 1.19924.
   */
  private static final TrainingData PAST_THE_BEST =
      new TrainingData(OneWeight.targets(10), Optional.of(OneWeight.targets(3)));

  @Test
  void endsAfterAsManyEpochsInARowAsPatienceSays() {
    EarlyStopping rule = new EarlyStopping(Monitored.LOSS, 2, 0);
    assertThat(stoppedAfter(rule, 1.0, 0.9, 0.95, 0.89, 0.9, 0.89)).isEqualTo(6);
    assertThat(stoppedAfter(rule, 1.0, 0.9, 0.8, 0.7)).isZero();
    assertThat(stoppedAfter(new EarlyStopping(Monitored.LOSS, 1, 0), 1.0, 1.0)).isEqualTo(2);
  }

  @Test
  void anEpochMustBeBetterByMoreThanTheMinimumDelta() {
    EarlyStopping rule = new EarlyStopping(Monitored.LOSS, 2, 0.125);
    // 0.875 is better than 1 by the delta itself, which does not count; 0.874 is by more.
    assertThat(stoppedAfter(rule, 1.0, 0.875, 0.874, 0.8)).isZero();
    assertThat(stoppedAfter(rule, 1.0, 0.875, 0.875, 0.5)).isEqualTo(3);
  }

  @Test
  void aLossThatIsNotANumberIsNoProgress() {
    EarlyStopping rule = new EarlyStopping(Monitored.LOSS, 2, 0);
    assertThat(stoppedAfter(rule, 1.0, Double.NaN, Double.NaN)).isEqualTo(3);
  }

  @Test
  void watchesTheFigureThatIsAskedFor() {
    EpochResult first = epoch(new Score(1, 0.5), Optional.of(new Score(1, 0.5)));
    EpochResult second = epoch(new Score(0.5, 0.4), Optional.of(new Score(2, 0.6)));
    assertThat(isOver(Monitored.LOSS, first, second)).isTrue();
    assertThat(isOver(Monitored.METRIC, first, second)).isFalse();
    assertThat(isOver(Monitored.TRAINING_LOSS, first, second)).isFalse();
    assertThat(isOver(Monitored.TRAINING_METRIC, first, second)).isTrue();
  }

  @Test
  void watchesTheTrainingRowsWhereThereAreNoOthers() {
    EpochResult first = epoch(new Score(1, 0.5), Optional.empty());
    EpochResult second = epoch(new Score(0.5, 0.4), Optional.empty());
    assertThat(isOver(Monitored.LOSS, first, second)).isFalse();
    assertThat(isOver(Monitored.METRIC, first, second)).isTrue();
  }

  @Test
  void restoresTheBestWeightsAndSaysWhyItStopped() {
    Network network = OneWeight.network(0);
    TrainingResult result =
        OneWeight.train(network, PAST_THE_BEST, config(2, 0, FinalWeights.BEST));
    assertThat(result.reason()).isEqualTo(StopReason.EARLY_STOPPED);
    assertThat(result.last().orElseThrow().epoch()).isEqualTo(5);
    assertThat(result.best().orElseThrow().epoch()).isEqualTo(3);
    assertThat(validationLoss(result.best())).isCloseTo(0.0841, within(1e-6));
    assertThat(network.weights()[0]).isCloseTo(2.71f, within(1e-6f));
  }

  @Test
  void keepsTheLastWeightsIfTheBestAreNotAskedFor() {
    Network network = OneWeight.network(0);
    TrainingResult result =
        OneWeight.train(network, PAST_THE_BEST, config(2, 0, FinalWeights.LAST));
    assertThat(result.reason()).isEqualTo(StopReason.EARLY_STOPPED);
    assertThat(network.weights()[0]).isCloseTo(4.0951f, within(1e-6f));
  }

  @Test
  void aSmallGainMakesAnEpochTheBestButBuysNoTime() {
    Network network = OneWeight.network(0);
    // Better by more than 2 is only the second epoch.
    TrainingResult result =
        OneWeight.train(network, PAST_THE_BEST, config(2, 2, FinalWeights.BEST));
    assertThat(result.reason()).isEqualTo(StopReason.EARLY_STOPPED);
    assertThat(result.last().orElseThrow().epoch()).isEqualTo(4);
    assertThat(result.best().orElseThrow().epoch()).isEqualTo(3);
    assertThat(network.weights()[0]).isCloseTo(2.71f, within(1e-6f));
  }

  @Test
  void patienceThatOutlastsTheEpochsChangesNothing() {
    TrainingResult result =
        OneWeight.train(OneWeight.network(0), PAST_THE_BEST, config(18, 0, FinalWeights.BEST));
    assertThat(result.reason()).isEqualTo(StopReason.COMPLETED);
    assertThat(result.last().orElseThrow().epoch()).isEqualTo(20);
    assertThat(result.best().orElseThrow().epoch()).isEqualTo(3);
  }

  @Test
  void anyLossIsBetterThanOneThatIsNotANumber() {
    Network network = OneWeight.network(0);
    TrainingConfig config = OneWeight.config(1).finalWeights(FinalWeights.BEST).build();
    BestEpoch best = new BestEpoch(network, config);
    double[] losses = {Double.NaN, 2, Double.NaN, 1, 3, Double.NaN};
    for (int i = 0; i < losses.length; i++) {
      network.setWeights(new float[] {i});
      best.offer(epoch(new Score(9, 0), Optional.of(new Score(losses[i], 0))));
    }
    best.restoreWeights();
    assertThat(network.weights()).containsExactly(3);
  }

  /** Losses of the validation fall, its accuracies do not; those of the training rows rise. */
  @ParameterizedTest
  @CsvSource({
    "LOSS, 4", "TRAINING_LOSS, 4", // counted from 1
    "METRIC, 2", "TRAINING_METRIC, 2", // the first of equal ones
  })
  void theBestEpochIsTheBestByWhatIsWatched(Monitored watched, int expected) {
    TrainingConfig config =
        TrainingConfig.builder(
                Loss.crossEntropy(), ACCURACY, OneWeight.config(1).build().optimizer())
            .earlyStopping(new EarlyStopping(watched, 9, 0))
            .finalWeights(FinalWeights.BEST)
            .build();
    Network network = OneWeight.network(0);
    BestEpoch best = new BestEpoch(network, config);
    double[] accuracies = {0.5, 0.8, 0.8, 0.7};
    List<Integer> told = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      network.setWeights(new float[] {i + 1});
      Score training = new Score(i, i / 10.0);
      if (best.offer(epoch(training, Optional.of(new Score(4 - i, accuracies[i]))))) {
        told.add(i + 1);
      }
    }
    best.restoreWeights();
    assertThat(network.weights()).containsExactly(expected);
    assertThat(told.getLast()).isEqualTo(expected);
  }

  @Test
  void tellsOfEachBestEpochBeforeItsEnd() {
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void bestEpochEnded(EpochResult result) {
            told.add("best " + result.epoch());
          }

          @Override
          public void epochEnded(EpochResult result) {
            told.add("epoch " + result.epoch());
          }
        };
    new Trainer(() -> 0)
        .train(
            OneWeight.network(0),
            PAST_THE_BEST,
            config(1, 0, FinalWeights.LAST).build(),
            TrainingHooks.of(listener, StopSignal.NEVER));
    assertThat(told)
        .containsExactly("best 1", "epoch 1", "best 2", "epoch 2", "best 3", "epoch 3", "epoch 4");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EarlyStopping(Monitored.LOSS, 0, 0))
        .withMessage("patience must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EarlyStopping(Monitored.LOSS, 1, -0.1))
        .withMessage("minimumDelta must be at least 0 and finite, got -0.1");
  }

  @Test
  void comesToTheSameEndFromItsEnd() {
    for (FinalWeights weights : FinalWeights.values()) {
      Network network = OneWeight.network(0);
      TrainingResult ended = OneWeight.train(network, PAST_THE_BEST, config(2, 0, weights));
      Network other = OneWeight.network(0);
      TrainingResult again =
          new Trainer(() -> 0)
              .resume(
                  other,
                  PAST_THE_BEST,
                  config(2, 0, weights).build(),
                  TrainingHooks.of(
                      new TrainingListener() {
                        @Override
                        public void stepEnded(int epoch, int step, int steps) {
                          throw new AssertionError("a step of epoch " + epoch);
                        }
                      },
                      StopSignal.NEVER),
                  ended.position());
      assertThat(again.reason()).isEqualTo(StopReason.EARLY_STOPPED);
      assertThat(again.best()).isEqualTo(ended.best());
      assertThat(again.last()).isEqualTo(ended.last());
      assertThat(other.weights()).isEqualTo(network.weights());
    }
  }

  private static TrainingConfigBuilder config(
      int patience, double minimumDelta, FinalWeights weights) {
    return OneWeight.config(0.05)
        .epochs(20)
        .earlyStopping(new EarlyStopping(Monitored.LOSS, patience, minimumDelta))
        .finalWeights(weights);
  }

  /** The epoch that ends the training, from 1; 0 if none does. */
  private static int stoppedAfter(EarlyStopping rule, double... losses) {
    Patience patience = new Patience(Optional.of(rule), ACCURACY);
    for (int i = 0; i < losses.length; i++) {
      if (patience.isOver(epoch(new Score(9, 0), Optional.of(new Score(losses[i], 0))))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean isOver(Monitored figure, EpochResult first, EpochResult second) {
    Patience patience = new Patience(Optional.of(new EarlyStopping(figure, 1, 0)), ACCURACY);
    assertThat(patience.isOver(first)).isFalse();
    return patience.isOver(second);
  }

  private static EpochResult epoch(Score training, Optional<Score> validation) {
    return new EpochResult(1, training, validation, 0.1, 1, 1, List.of());
  }

  private static double validationLoss(Optional<EpochResult> epoch) {
    return epoch.orElseThrow().validation().orElseThrow().loss();
  }
}
