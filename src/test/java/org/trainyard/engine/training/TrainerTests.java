package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;
import org.trainyard.engine.training.TrainingConfig.Order;
import org.trainyard.engine.training.TrainingResult.StopReason;

class TrainerTests {

  private static final ArraySamples XOR =
      new ArraySamples(Matrix.of(4, 2, 0, 0, 0, 1, 1, 0, 1, 1), Matrix.of(4, 1, 0, 1, 1, 0));

  private final AtomicInteger clock = new AtomicInteger();
  private final Trainer trainer = new Trainer(() -> clock.addAndGet(5));

  @Test
  void learnsExclusiveOr() {
    Network network = network(8, 3);
    TrainingResult result = train(network, config(400, 4, 0.05, FinalWeights.LAST), () -> false);
    assertThat(result.reason()).isEqualTo(StopReason.COMPLETED);
    assertThat(result.last().orElseThrow().training().loss()).isLessThan(0.05);
    assertThat(result.last().orElseThrow().training().metric()).isEqualTo(1.0);
  }

  @Test
  void givesTheSameBitsForTheSameSeedAndOthersForAnother() {
    Network first = network(8, 3);
    Network second = network(8, 3);
    Network third = network(8, 4);
    for (Network network : List.of(first, second, third)) {
      train(network, config(20, 3, 0.05, FinalWeights.LAST), () -> false);
    }
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(third.weights()).isNotEqualTo(first.weights());
  }

  @Test
  void stopsBetweenTwoMinibatches() {
    AtomicInteger steps = new AtomicInteger();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepEnded(int epoch, int step, int all) {
            steps.incrementAndGet();
          }
        };
    TrainingResult result =
        trainer.train(
            network(8, 3),
            new TrainingData(XOR, Optional.empty()),
            config(100, 1, 0.05, FinalWeights.LAST),
            TrainingHooks.of(counter, () -> steps.get() >= 6));
    assertThat(steps).hasValue(6);
    assertThat(result.reason()).isEqualTo(StopReason.STOP_REQUESTED);
    assertThat(result.last().orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void reportsEveryEpochWithItsTimeByTheGivenClock() {
    List<EpochResult> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochResult result) {
            epochs.add(result);
          }
        };
    trainer.train(
        network(4, 1),
        new TrainingData(XOR, Optional.of(XOR)),
        config(3, 3, 0.05, FinalWeights.LAST),
        TrainingHooks.of(listener, StopSignal.NEVER));
    assertThat(epochs).extracting(EpochResult::epoch).containsExactly(1, 2, 3);
    assertThat(epochs).allMatch(epoch -> epoch.elapsedNanos() == 5 && epoch.samples() == 4);
    assertThat(epochs).allMatch(epoch -> epoch.validation().isPresent());
  }

  @Test
  void restoresTheWeightsOfTheBestEpoch() {
    Network network = network(8, 3);
    // A step size at which the loss jumps about, so that the last epoch is not the best one.
    TrainingConfig config = config(30, 1, 0.9, FinalWeights.BEST);
    TrainingResult result =
        trainer.train(network, new TrainingData(XOR, Optional.of(XOR)), config, TrainingHooks.NONE);
    double best = result.best().orElseThrow().validation().orElseThrow().loss();
    assertThat(result.best().orElseThrow().epoch()).isLessThan(30);
    assertThat(Trainer.evaluate(network, XOR, config).loss()).isEqualTo(best);
  }

  @Test
  void namesEpochAndStepWhenTheLossIsNoLongerFinite() {
    ArraySamples huge =
        new ArraySamples(Matrix.of(2, 2, 1e20f, 1, -1e20f, 2), Matrix.of(2, 1, 3e38f, -3e38f));
    TrainingConfig config =
        TrainingConfig.builder(
                new ElementwiseLoss.MeanSquaredError(),
                new Metric.RootMeanSquaredError(List.of(1.0)),
                new Sgd(1, 0, Sgd.Acceleration.CLASSICAL, 0))
            .epochs(50)
            .batchSize(1)
            .order(Order.AS_GIVEN)
            .build();
    assertThatThrownBy(() ->
            trainer.train(
                network(1, 3),
                new TrainingData(huge, Optional.empty()),
                config,
                TrainingHooks.NONE))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            diverged -> {
              assertThat(diverged.epoch()).isEqualTo(1);
              assertThat(diverged.step()).isBetween(1, 2);
            });
  }

  @Test
  void predictsARowWithTheSameBitsAloneAndInAnyBatch() {
    Network network = network(8, 3);
    Matrix rows = Matrix.zeros(700, 2);
    for (int row = 0; row < rows.rows(); row++) {
      rows.set(row, 0, row * 0.01f);
      rows.set(row, 1, 3 - row * 0.02f);
    }
    Matrix together = network.predict(rows);
    for (int row = 0; row < rows.rows(); row += 37) {
      assertThat(network.predict(rows.view(row, row + 1)).get(0, 0))
          .isEqualTo(together.get(row, 0));
    }
  }

  private TrainingResult train(Network network, TrainingConfig config, StopSignal stop) {
    return trainer.train(
        network,
        new TrainingData(XOR, Optional.empty()),
        config,
        TrainingHooks.of(TrainingListener.NONE, stop));
  }

  private static TrainingConfig config(
      int epochs, int batchSize, double learningRate, FinalWeights weights) {
    return TrainingConfig.builder(
            new ElementwiseLoss.BinaryCrossEntropy(),
            new Metric.Accuracy(),
            new Adam(learningRate, 0.9, 0.999, 1e-8, 0))
        .epochs(epochs)
        .batchSize(batchSize)
        .finalWeights(weights)
        .build();
  }

  private static Network network(int hidden, long seed) {
    Initializer initializer = new Initializer.Default();
    return Network.create(
        new NetworkSpec(
            2,
            List.of(
                new LayerSpec.Linear(hidden, LayerSpec.Bias.WITH_BIAS, initializer),
                new LayerSpec.Tanh(),
                new LayerSpec.Linear(1, LayerSpec.Bias.WITH_BIAS, initializer))),
        seed);
  }
}
