package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.layer.TrainingPass;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.schedule.PlateauState;
import org.trainyard.engine.schedule.Schedule;
import org.trainyard.engine.tensor.Parameter;
import tools.jackson.databind.JsonNode;

/**
 * Whole training runs against PyTorch's in float64: every loss, the first gradients, the final
 * parameters and outputs, within the bounds of golden/pytorch/README.md. More cases are added by
 * adding files, or by naming a directory in the system property {@code parity.directory}.
 */
class PyTorchParityTests {

  static Stream<Path> cases() throws IOException {
    Path directory =
        Path.of(System.getProperty("parity.directory", "src/test/resources/golden/pytorch"));
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsAsPyTorchDoes(Path file) {
    GoldenRun run = GoldenRun.read(file);
    Network network = run.network();
    ArraySamples samples = run.samples();
    TrainingConfig config = run.config().build();
    Optimizer optimizer = config.optimizer();
    Schedule schedule = config.schedule();
    List<Double> losses = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    OptimizerState state = optimizer.initialState(network.parameters());
    try (Team team = Team.of(2)) {
      Minibatches batches = new Minibatches(samples.size(), config.batchSize());
      TrainingStep step =
          new TrainingStep(network, samples, config, config.batchSize(), new RandomKey(1), team);
      ParameterUpdates updates =
          new ParameterUpdates(step.pass().parameters(), config, state, team);
      PlateauState plateau = PlateauState.START;
      for (int epoch = 0; epoch < config.epochs(); epoch++) {
        ScoreSum sum = new ScoreSum(config.metric());
        for (int batch = 0; batch < batches.count(); batch++) {
          long number = state.steps();
          double rate =
              schedule.learningRate(
                  optimizer.learningRate(), number, batches.count(), config.epochs(), plateau);
          double momentum =
              schedule.momentum(optimizer.momentum(), number, batches.count(), config.epochs());
          rates.add(rate);
          losses.add(OneStep.run(step, updates, batches, batch, number, sum, rate, momentum));
          if (number == 0) {
            assertGradients(step.pass(), run.expected().get("gradients_of_first_step"));
          }
        }
        plateau = schedule.afterEpoch(plateau, sum.score().loss());
      }
    }

    JsonNode expected = run.expected();
    JsonNode errors = run.json().get("float32_error_of_pytorch");
    double[] actual = losses.stream().mapToDouble(Double::doubleValue).toArray();
    assertClose(
        "losses",
        actual,
        GoldenRun.numbers(expected.get("loss_per_step")),
        bound(errors, "loss_per_step", 2e-6));
    assertClose(
        "learning rates",
        rates.stream().mapToDouble(Double::doubleValue).toArray(),
        GoldenRun.numbers(expected.get("learning_rate_per_step")),
        1e-8);
    assertClose(
        "outputs",
        doubles(network.predict(run.inputs()).toArray()),
        GoldenRun.numbers(expected.get("output_after")),
        bound(errors, "output_after", 2e-6));
    for (Parameter parameter : network.state()) {
      assertClose(
          parameter.name(),
          doubles(GoldenRun.asPyTorch(parameter.name(), parameter.value()).toArray()),
          GoldenRun.numbers(expected.get("parameters_after").get(parameter.name())),
          bound(errors, "parameters_after", 1e-5));
    }
  }

  /** As the optimizer saw them; against the largest of all, because some are 0 but for rounding. */
  private static void assertGradients(TrainingPass pass, JsonNode expected) {
    List<Double> actual = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (TrainedParameter parameter : pass.parameters()) {
      String name = parameter.parameter().name();
      Arrays.stream(doubles(GoldenRun.asPyTorch(name, parameter.gradient()).toArray()))
          .forEach(actual::add);
      Arrays.stream(GoldenRun.numbers(expected.get(name))).forEach(right::add);
    }
    assertClose(
        "gradients of the first step",
        actual.stream().mapToDouble(Double::doubleValue).toArray(),
        right.stream().mapToDouble(Double::doubleValue).toArray(),
        1e-5);
  }

  /** The largest difference, divided by the largest magnitude. */
  private static void assertClose(String what, double[] actual, double[] expected, double bound) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double magnitude = 1e-30;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      magnitude = Math.max(magnitude, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / magnitude).as(what).isLessThanOrEqualTo(bound);
  }

  private static double bound(JsonNode errors, String name, double floor) {
    return Math.max(4 * errors.get(name).asDouble(), floor);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
