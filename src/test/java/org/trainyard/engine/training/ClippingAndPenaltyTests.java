package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.tensor.Matrix;

/**
 * One step of {@code Y = X W + b} by hand, with X = (1, 2), W = ((3, -0.5), (4, 1)), b = (0, 0) and
 * the targets (1, 3.5): Y = (11, 1.5), dL/dY = (10, -2), dL/dW = ((10, -2), (20, -4)), dL/db = (10,
 * -2). The learning rate is 0.1. Whole trainings stand beside PyTorch's in golden/pytorch.
 */
class ClippingAndPenaltyTests {

  private static final float[] WEIGHTS = {3, -0.5f, 4, 1, 0, 0};

  /** {@code sqrt(10^2 + 2^2 + 20^2 + 4^2 + 10^2 + 2^2)}. */
  private static final double NORM = Math.sqrt(624);

  @Test
  void withoutAnythingTheStepIsTheGradient() {
    assertClose(step(config()), 2, -0.3, 2, 1.4, -1, 0.2);
  }

  @Test
  void clippingByValueCutsEveryElement() {
    assertClose(
        step(config().clipping(new GradientClipping.ByValue(5))), 2.5, -0.3, 3.5, 1.4, -0.5, 0.2);
  }

  @Test
  void clippingByNormScalesAllGradientsTogether() {
    double scale = 0.1 * 3 / NORM;
    assertClose(
        step(config().clipping(new GradientClipping.ByNorm(3))),
        3 - scale * 10,
        -0.5 + scale * 2,
        4 - scale * 20,
        1 + scale * 4,
        -scale * 10,
        scale * 2);
  }

  @Test
  void clippingByANormThatIsNotReachedChangesNoBit() {
    assertThat(step(config().clipping(new GradientClipping.ByNorm(25))))
        .containsExactly(step(config()));
  }

  @Test
  void l1AddsTheSignOfEveryWeightAndLeavesBiasesAlone() {
    assertClose(
        step(config().regularization(new Regularization(0.5, Double.POSITIVE_INFINITY))),
        1.95,
        -0.25,
        1.95,
        1.35,
        -1,
        0.2);
  }

  @Test
  void l1DoesNotPushAWeightThatIsZero() {
    Network network = OneWeight.network(0);
    OneWeight.train(
        network,
        OneWeight.training(0),
        OneWeight.config(0.1)
            .epochs(3)
            .regularization(new Regularization(0.5, Double.POSITIVE_INFINITY)));
    assertThat(network.weights()).containsExactly(0f);
  }

  @Test
  void l1IsPartOfTheGradientThatIsClipped() {
    assertClose(
        step(
            config()
                .clipping(new GradientClipping.ByValue(5))
                .regularization(new Regularization(0.5, Double.POSITIVE_INFINITY))),
        2.5,
        -0.25, // the gradient -2 - 0.5 is within the bound
        3.5,
        1.35,
        -0.5,
        0.2);
  }

  @Test
  void theReportedLossIsWithoutThePenalty() {
    Network network = OneWeight.network(2);
    TrainingResult result =
        OneWeight.train(
            network,
            OneWeight.training(5),
            OneWeight.config(0.1)
                .epochs(1)
                .regularization(new Regularization(0.5, Double.POSITIVE_INFINITY)));
    assertThat(result.last().orElseThrow().training().loss()).isEqualTo(9);
  }

  @Test
  void maxNormScalesTheWeightsOfAUnitDownAndNoOthers() {
    // The incoming weights are the columns (2, 2) and (-0.3, 1.4) after the step.
    float root = (float) Math.sqrt(2);
    float[] bounded = step(config().regularization(new Regularization(0, 2)));
    assertClose(bounded, root, -0.3, root, 1.4, -1, 0.2);
    float[] free = step(config());
    assertThat(new float[] {bounded[1], bounded[3], bounded[4], bounded[5]})
        .containsExactly(free[1], free[3], free[4], free[5]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesBoundsThatMakeNoSense(double bound) {
    assertThatIllegalArgumentException().isThrownBy(() -> new GradientClipping.ByNorm(bound));
    assertThatIllegalArgumentException().isThrownBy(() -> new GradientClipping.ByValue(bound));
    if (bound != Double.POSITIVE_INFINITY) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Regularization(0, bound));
    }
  }

  private static TrainingConfigBuilder config() {
    return TrainingConfig.builder(
            new ElementwiseLoss.MeanSquaredError(),
            new Metric.RootMeanSquaredError(List.of(1.0, 1.0)),
            new Sgd(0.1, 0, Sgd.Acceleration.CLASSICAL, 0))
        .epochs(1);
  }

  private static float[] step(TrainingConfigBuilder config) {
    LayerSpec linear = new LayerSpec.Linear(2, LayerSpec.Bias.WITH_BIAS, Initializer.zeros());
    Network network = Network.create(new NetworkSpec(2, List.of(linear)), 1);
    network.setWeights(WEIGHTS);
    ArraySamples row = new ArraySamples(Matrix.of(1, 2, 1, 2), Matrix.of(1, 2, 1, 3.5f));
    OneWeight.train(network, new TrainingData(row, Optional.empty()), config);
    return network.weights();
  }

  private static void assertClose(float[] actual, double... expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("weight %d", i).isCloseTo(expected[i], within(2e-6));
    }
  }
}
