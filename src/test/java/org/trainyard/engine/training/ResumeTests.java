package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.schedule.Schedule;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/** A training goes on from its own checkpoints alone. That it does is in SameBitsTests. */
class ResumeTests {

  private static final TrainingData DATA = OneWeight.training(1, 2, 3);
  private static final Optimizer SGD = new Sgd(0.25, 0, Sgd.Acceleration.CLASSICAL, 0);

  @Test
  void refusesOtherRowsInOneMessageWithAllThatDiffers() {
    Checkpoint checkpoint = checkpointOf(config(SGD));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(checkpoint, OneWeight.training(1, 2), config(SGD).seed(7)))
        .withMessage("the checkpoint is of another training: rows 3, not 2; seed 1, not 7");
  }

  @Test
  void refusesWhatWouldGiveOtherBits() {
    Checkpoint checkpoint = checkpointOf(config(SGD));
    assertRefused(checkpoint, config(SGD).batchSize(2), "batchSize 1, not 2");
    assertRefused(
        checkpoint,
        config(SGD).order(TrainingConfig.Order.SHUFFLED),
        "order AS_GIVEN, not SHUFFLED");
    assertRefused(
        checkpoint,
        config(new Sgd(0.125, 0, Sgd.Acceleration.CLASSICAL, 0)),
        "optimizer.learningRate 0.25, not 0.125");
    assertRefused(
        checkpoint, config(new Adam(0.25, 0.9, 0.999, 1e-8, 0)), "optimizer Sgd, not Adam");
    assertRefused(
        checkpoint,
        config(SGD).schedule(new Schedule.WarmUp(1, new Schedule.Constant())),
        "schedule Constant, not WarmUp");
    assertRefused(
        checkpoint,
        config(SGD).clipping(new GradientClipping.ByNorm(1)),
        "clipping None, not ByNorm");
    assertRefused(
        checkpoint,
        config(SGD).regularization(new Regularization(0.5, 1)),
        "regularization.l1 0.0, not 0.5; regularization.maxNorm Infinity, not 1.0");
    assertRefused(
        checkpoint,
        config(SGD).earlyStopping(new EarlyStopping(EarlyStopping.Monitored.METRIC, 4, 0)),
        "best epoch by LOSS, not METRIC");
  }

  @Test
  void comparesAScheduleBehindItsWarmUp() {
    Checkpoint checkpoint = checkpointOf(config(SGD).schedule(warmUp(0.5)));
    assertRefused(
        checkpoint, config(SGD).schedule(warmUp(0.25)), "schedule.then.gamma 0.5, not 0.25");
  }

  @Test
  void refusesOtherEpochsIfTheScheduleDependsOnThem() {
    Schedule cycle = new Schedule.WarmUp(1, new Schedule.OneCycle(0.1));
    Checkpoint checkpoint = checkpointOf(config(SGD).schedule(cycle));
    assertRefused(checkpoint, config(SGD).schedule(cycle).epochs(5), "epochs 1, not 5");
  }

  private static Schedule warmUp(double gamma) {
    return new Schedule.WarmUp(1, new Schedule.Exponential(gamma));
  }

  @Test
  void takesOtherEpochsLimitsAndThreads() {
    TrainingResult longer =
        resume(
            checkpointOf(config(SGD)),
            DATA,
            config(SGD)
                .epochs(5)
                .timeLimit(Duration.ofSeconds(9))
                .threads(Threads.exactly(2))
                .earlyStopping(new EarlyStopping(EarlyStopping.Monitored.LOSS, 4, 0)));
    assertThat(longer.last().orElseThrow().epoch()).isEqualTo(5);
  }

  @Test
  void comparesNothingThatOneSideDoesNotKnow() {
    Settings.requireSame(Map.of(), Map.of("seed", "1"));
    Settings.requireSame(Map.of("seed", "1", "gone", "2"), Map.of("seed", "1", "new", "3"));
  }

  @Test
  void shortensLongValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Settings.requireSame(Map.of("loss", "a".repeat(99)), Map.of("loss", "b".repeat(60))))
        .withMessageEndingWith("loss %s..., not %s", "a".repeat(60), "b".repeat(60));
  }

  private static void assertRefused(
      Checkpoint checkpoint, TrainingConfigBuilder config, String difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(checkpoint, DATA, config))
        .withMessageContaining(difference);
  }

  private static Checkpoint checkpointOf(TrainingConfigBuilder config) {
    return OneWeight.train(OneWeight.network(0), DATA, config.epochs(1)).position();
  }

  private static TrainingResult resume(
      Checkpoint checkpoint, TrainingData data, TrainingConfigBuilder config) {
    return new Trainer(() -> 0)
        .resume(OneWeight.network(0), data, config.build(), TrainingHooks.NONE, checkpoint);
  }

  private static TrainingConfigBuilder config(Optimizer optimizer) {
    return TrainingConfig.builder(
            new ElementwiseLoss.MeanSquaredError(),
            new Metric.RootMeanSquaredError(List.of(1.0)),
            optimizer)
        .batchSize(1)
        .order(TrainingConfig.Order.AS_GIVEN)
        .finalWeights(FinalWeights.LAST);
  }
}
