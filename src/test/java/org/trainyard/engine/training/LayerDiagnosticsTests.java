package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.trainyard.engine.training.TrainingConfig.Diagnosis;
import tools.jackson.databind.JsonNode;

/** What an epoch looks like inside, beside PyTorch's figures in golden/diagnostics. */
class LayerDiagnosticsTests {

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/diagnostics"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void seesWhatPyTorchComputes(Path file) {
    GoldenRun run = GoldenRun.read(file);
    List<EpochResult> epochs = epochs(run, 1);
    JsonNode expected = run.expected().get("epochs");
    assertThat(epochs).hasSize(expected.size());
    for (int epoch = 0; epoch < epochs.size(); epoch++) {
      List<LayerDiagnostics> layers = epochs.get(epoch).layers();
      assertThat(layers).hasSize(expected.get(epoch).size());
      for (int i = 0; i < layers.size(); i++) {
        assertLayer(layers.get(i), expected.get(epoch).get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void seesTheSameWithSeveralThreadsEachWithItsChunks(Path file) {
    GoldenRun run = GoldenRun.read(file);
    List<EpochResult> alone = epochs(run, 1);
    List<EpochResult> together = epochs(run, 3);
    assertThat(together)
        .extracting(EpochResult::layers)
        .isEqualTo(alone.stream().map(EpochResult::layers).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lookingChangesNoWeight(Path file) {
    GoldenRun run = GoldenRun.read(file);
    Network seen = run.network();
    Network unseen = run.network();
    TrainingData data = new TrainingData(run.samples(), Optional.empty());
    OneWeight.train(seen, data, run.config().diagnosis(Diagnosis.EVERY_EPOCH));
    OneWeight.train(unseen, data, run.config());
    assertThat(seen.weights()).isEqualTo(unseen.weights());
  }

  @Test
  void looksAtAPartOfALargeMatrixInASmallEpoch() {
    assertThat(WeightColumns.of(Matrix.zeros(64, 64), 1)).hasSize(64);
    assertThat(WeightColumns.of(Matrix.zeros(784, 1000), 8192)).hasSize(1000);
    assertThat(WeightColumns.of(Matrix.zeros(784, 1000), 1536)).hasSize(200);
    assertThat(WeightColumns.of(Matrix.zeros(400, 50), 1))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 32, 33, 34, 35, 36, 37, 38, 39);
  }

  /** One input is a thousand times as large as the others, whichever it is. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 299})
  void aLargeInputIsNotOverlooked(int large) {
    int inputs = 300;
    int units = 70;
    Matrix row = Matrix.zeros(1, inputs);
    for (int column = 0; column < inputs; column++) {
      row.set(0, column, column == large ? 1000 : 1);
    }
    LayerDiagnostics seen =
        look(halves(inputs, units), new ArraySamples(row, Matrix.zeros(1, units)), 1);
    double output = 0.5 * (1000 + inputs - 1);
    assertThat(seen.gradientNorm())
        .isCloseTo(
            2 * output / units * Math.sqrt((1e6 + inputs - 1) * units), withinPercentage(1e-3));
  }

  /** The last minibatch has one row, for which half of the units are 0. */
  @Test
  void looksAtAFullMinibatchWhereTheLastOneIsSmall() {
    int rows = 33;
    Matrix inputs = Matrix.zeros(rows, 1);
    for (int row = 0; row < rows; row++) {
      inputs.set(row, 0, row % 2 == 0 ? 1 : -1);
    }
    LayerSpec linear =
        new LayerSpec.Linear(64, LayerSpec.Bias.WITHOUT_BIAS, new Initializer.XavierUniform());
    Network network = Network.create(new NetworkSpec(1, List.of(linear, new LayerSpec.Relu())), 1);
    LayerDiagnostics seen = look(network, new ArraySamples(inputs, Matrix.zeros(rows, 64)), 32);
    assertThat(seen.deadShare()).hasValue(0);
  }

  /** With equal inputs all rows of the gradient are equal, so that a part tells the whole. */
  @Test
  void estimatesTheNormsOfAllWeightsFromAPart() {
    int inputs = 300;
    int units = 70;
    Matrix ones = Matrix.zeros(1, inputs);
    for (int column = 0; column < inputs; column++) {
      ones.set(0, column, 1);
    }
    LayerDiagnostics seen =
        look(halves(inputs, units), new ArraySamples(ones, Matrix.zeros(1, units)), 1);
    // y = 150, so that every element of the gradient is 2 * 150 / 70.
    assertThat(seen.gradientNorm())
        .isCloseTo(300.0 / units * Math.sqrt(inputs * units), within(1e-3));
    assertThat(seen.updateRatio()).isCloseTo(0.001 * 300 / units / 0.5, within(1e-6));
    assertThat(seen.activationMean()).isCloseTo(150, within(1e-3));
    assertThat(seen.activationStandardDeviation()).isCloseTo(0, within(1e-3));
  }

  /** One linear layer without bias, all weights 0.5. */
  private static Network halves(int inputs, int units) {
    LayerSpec linear =
        new LayerSpec.Linear(units, LayerSpec.Bias.WITHOUT_BIAS, new Initializer.Constant(0.5));
    return Network.create(new NetworkSpec(inputs, List.of(linear)), 1);
  }

  /** What an epoch of gradient descent on the mean squared error sees in the first layer. */
  private static LayerDiagnostics look(Network network, ArraySamples samples, int batchSize) {
    TrainingConfigBuilder config =
        TrainingConfig.builder(
                new ElementwiseLoss.MeanSquaredError(),
                new Metric.Accuracy(),
                new Sgd(0.001, 0, Sgd.Acceleration.CLASSICAL, 0))
            .epochs(1)
            .batchSize(batchSize)
            .diagnosis(Diagnosis.EVERY_EPOCH);
    TrainingResult result =
        OneWeight.train(network, new TrainingData(samples, Optional.empty()), config);
    return result.last().orElseThrow().layers().getFirst();
  }

  private static List<EpochResult> epochs(GoldenRun run, int threads) {
    OneWeight.Epochs epochs = new OneWeight.Epochs();
    new Trainer(() -> 0)
        .train(
            run.network(),
            new TrainingData(run.samples(), Optional.empty()),
            run.config().threads(Threads.exactly(threads)).diagnosis(Diagnosis.EVERY_EPOCH).build(),
            TrainingHooks.of(epochs, StopSignal.NEVER));
    return epochs.results;
  }

  private static void assertLayer(LayerDiagnostics actual, JsonNode expected) {
    assertThat(actual.layer()).isEqualTo(expected.get("layer").asInt());
    assertClose("gradient norm", actual.gradientNorm(), expected.get("gradient_norm"), 1e-5);
    // A weight is rounded by up to 3e-8 of itself, in every update.
    assertThat(actual.updateRatio())
        .as("update ratio")
        .isCloseTo(expected.get("update_ratio").asDouble(), within(3e-8));
    double deviation = expected.get("activation_standard_deviation").asDouble();
    assertThat(actual.activationMean())
        .as("mean")
        .isCloseTo(expected.get("activation_mean").asDouble(), within(1e-5 * deviation));
    assertClose(
        "deviation",
        actual.activationStandardDeviation(),
        expected.get("activation_standard_deviation"),
        1e-5);
    assertShare("saturated", actual.saturatedShare(), expected.optional("saturated_share"));
    assertShare("dead", actual.deadShare(), expected.optional("dead_share"));
  }

  private static void assertClose(String what, double actual, JsonNode expected, double bound) {
    assertThat(actual).as(what).isCloseTo(expected.asDouble(), within(bound * expected.asDouble()));
  }

  /** A share is a count: it is right or wrong. */
  private static void assertShare(String what, OptionalDouble actual, Optional<JsonNode> expected) {
    assertThat(actual.isPresent()).as(what).isEqualTo(expected.isPresent());
    if (expected.isPresent()) {
      assertThat(actual.getAsDouble()).as(what).isCloseTo(expected.get().asDouble(), within(1e-9));
    }
  }
}
