package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adagrad;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.RmsProp;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.tensor.Matrix;

/**
 * A training ends at the first number that is not finite and says where. With a learning rate of
 * 1e10 the distance to the target is multiplied by -2e10 in each step: 1, 2e10, 4e20, 8e30, and the
 * fourth step leaves the range of float.
 */
class DivergenceTests {

  private static final double EXPLODING = 1e10;

  @Test
  void namesTheEpochAfterWhichAWeightIsNotFinite() {
    TrainingDivergedException diverged =
        diverged(OneWeight.network(0), OneWeight.training(1), EXPLODING);
    assertThat(diverged.epoch()).isEqualTo(4);
    assertThat(diverged.step()).isEqualTo(1);
    assertThat(diverged.layer()).isEqualTo(OptionalInt.of(0));
    assertThat(diverged.lastFiniteLoss()).isCloseTo(64e60, Percentage.withPercentage(1e-3));
    assertThat(diverged).hasMessageStartingWith("layer 0 is not finite in epoch 4, step 1;");
  }

  @Test
  void namesTheStepWithinAnEpoch() {
    // The fourth step is the first of the second epoch.
    TrainingDivergedException diverged =
        diverged(OneWeight.network(0), OneWeight.training(1, 1, 1), EXPLODING);
    assertThat(diverged.epoch()).isEqualTo(2);
    assertThat(diverged.step()).isEqualTo(1);
    assertThat(diverged.layer()).isEqualTo(OptionalInt.of(0));
    assertThat(diverged.lastFiniteLoss()).isCloseTo(64e60, Percentage.withPercentage(1e-3));
  }

  /** The decay multiplies each weight by 1 - 3 = -2: 1e38, -2e38, and 4e38 is out of range. */
  @ParameterizedTest
  @MethodSource
  void namesTheStepThatMadeAWeightWhichNoLossShows(Optimizer optimizer) {
    NetworkSpec spec = new NetworkSpec(1, List.of(linear(), new LayerSpec.Tanh(), linear()));
    Network network = Network.create(spec, 1);
    network.setWeights(new float[] {1e38f, 0, 0, 0}); // tanh is 1 or -1, and 0 times that is 0
    TrainingConfigBuilder config =
        TrainingConfig.builder(
                new ElementwiseLoss.MeanSquaredError(),
                new Metric.RootMeanSquaredError(List.of(1.0)),
                optimizer)
            .batchSize(1);
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> OneWeight.train(network, OneWeight.training(0, 0, 0, 0, 0), config))
        .satisfies(diverged -> {
          assertThat(diverged.epoch()).isEqualTo(1);
          assertThat(diverged.step()).isEqualTo(2);
          assertThat(diverged.layer()).isEqualTo(OptionalInt.of(0));
          assertThat(diverged.lastFiniteLoss()).isZero();
        });
  }

  static List<Optimizer> namesTheStepThatMadeAWeightWhichNoLossShows() {
    return List.of(new Sgd(1, 0, Sgd.Acceleration.CLASSICAL, 3), new AdamW(1, 0.9, 0.999, 1e-8, 3));
  }

  @Test
  void namesTheStepThatMadeARunningAverageWhichNoLossShows() {
    // The mean of the squares is beyond the range, by which what is normalized becomes 0.
    NetworkSpec spec = new NetworkSpec(1, List.of(new LayerSpec.BatchNorm(), linear()));
    ArraySamples huge =
        new ArraySamples(
            Matrix.of(6, 1, 1, 2, 1e30f, -1e30f, 1, 2), Matrix.of(6, 1, 0, 0, 0, 0, 0, 0));
    TrainingConfigBuilder config = OneWeight.config(0.25).batchSize(2);
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() ->
            OneWeight.train(
                Network.create(spec, 1), new TrainingData(huge, Optional.empty()), config))
        .satisfies(diverged -> {
          assertThat(diverged.step()).isEqualTo(2);
          assertThat(diverged.layer()).isEqualTo(OptionalInt.of(0));
        });
  }

  @Test
  void namesNoLayerIfOnlyTheLossIsNotFinite() {
    TrainingDivergedException diverged =
        diverged(OneWeight.network(0), OneWeight.training(1, Float.POSITIVE_INFINITY), 0.25);
    assertThat(diverged.epoch()).isEqualTo(1);
    assertThat(diverged.step()).isEqualTo(2);
    assertThat(diverged.layer()).isEmpty();
    assertThat(diverged.lastFiniteLoss()).isCloseTo(1, within(0.0));
    assertThat(diverged)
        .hasMessage("the loss is not finite in epoch 1, step 2; the last finite loss was 1.0");
  }

  @Test
  void aValidationLossThatIsNotFiniteEndsTheTrainingToo() {
    TrainingData data =
        new TrainingData(
            OneWeight.training(1).training(),
            Optional.of(OneWeight.training(Float.POSITIVE_INFINITY).training()));
    TrainingDivergedException diverged = diverged(OneWeight.network(0), data, 0.25);
    assertThat(diverged.epoch()).isEqualTo(1);
    assertThat(diverged.step()).isEqualTo(1);
    assertThat(diverged.layer()).isEmpty();
    assertThat(diverged.lastFiniteLoss()).isCloseTo(1, within(0.0));
  }

  @Test
  void namesTheFirstLayerThatComputedANumberThatIsNotFinite() {
    Network network =
        Network.create(
            new NetworkSpec(1, List.of(linear(), new LayerSpec.Tanh(), linear(), linear())), 1);
    // tanh(20) = 1, and 1 * 3e38 + 3e38 is beyond the range.
    network.setWeights(new float[] {20, 0, 3e38f, 3e38f, 1, 0});
    TrainingDivergedException diverged = diverged(network, OneWeight.training(1), 0.25);
    assertThat(diverged.epoch()).isEqualTo(1);
    assertThat(diverged.step()).isEqualTo(1);
    assertThat(diverged.layer()).isEqualTo(OptionalInt.of(2));
    assertThat(diverged.lastFiniteLoss()).isNaN();
  }

  @Test
  void isSeenWhenTheTimeIsOver() {
    // No loss sees the weight of the fourth step, which would become a model.
    int[] steps = {0};
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepEnded(int epoch, int step, int all) {
            steps[0]++;
          }
        };
    TrainingConfig config = OneWeight.config(EXPLODING).timeLimit(Duration.ofNanos(4)).build();
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() ->
            new Trainer(() -> steps[0])
                .train(
                    OneWeight.network(0),
                    OneWeight.training(1, 1, 1, 1, 1, 1),
                    config,
                    TrainingHooks.of(counter, StopSignal.NEVER)))
        .satisfies(diverged -> assertThat(diverged.step()).isEqualTo(4));
  }

  /** Without an epsilon the step of a gradient that was always zero would be 0 / 0. */
  @ParameterizedTest
  @MethodSource
  void anEpsilonTooSmallForAFloatDividesNothingByZero(Optimizer optimizer) {
    Network network = OneWeight.network(1);
    TrainingConfigBuilder config =
        TrainingConfig.builder(
            new ElementwiseLoss.MeanSquaredError(),
            new Metric.RootMeanSquaredError(List.of(1.0)),
            optimizer);
    OneWeight.train(network, OneWeight.training(1), config.epochs(2));
    assertThat(network.weights()).containsExactly(1);
  }

  static List<Optimizer> anEpsilonTooSmallForAFloatDividesNothingByZero() {
    double tiny = 1e-60;
    return List.of(
        new Adam(0.1, 0.9, 0.999, tiny, 0),
        new AdamW(0.1, 0.9, 0.999, tiny, 0),
        new RmsProp(0.1, 0.99, tiny, 0, 0),
        new RmsProp(0.1, 0.99, tiny, 0.9, 0),
        new Adagrad(0.1, tiny, 0));
  }

  private static TrainingDivergedException diverged(
      Network network, TrainingData data, double learningRate) {
    return assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> OneWeight.train(network, data, OneWeight.config(learningRate).epochs(9)))
        .actual();
  }

  private static LayerSpec linear() {
    return new LayerSpec.Linear(1, LayerSpec.Bias.WITH_BIAS, Initializer.zeros());
  }
}
