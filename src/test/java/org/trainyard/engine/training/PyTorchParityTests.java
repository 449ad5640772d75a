package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.layer.TrainingPass;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.OptimizerState;
import org.trainyard.engine.parallel.Team;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.schedule.PlateauState;
import org.trainyard.engine.schedule.Schedule;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole training runs against PyTorch's in float64: every loss, the first gradients, the final
 * parameters and outputs, within the bounds of golden/pytorch/README.md. More cases are added by
 * adding files, or by naming a directory in the system property {@code parity.directory}.
 */
class PyTorchParityTests {

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "layers",
          "loss",
          "optimizer",
          "schedule",
          "clip_grad_norm",
          "epochs",
          "batches",
          "initial_parameters",
          "x",
          "y",
          "expected",
          "float32_error_of_pytorch");

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
    JsonNode run = JsonMapper.shared().readTree(file.toFile());
    run.propertyNames()
        .forEach(
            member -> Assumptions.assumeTrue(MEMBERS.contains(member), "not built yet: " + member));
    Network network = network(run);
    Loss loss = loss(run.get("loss"));
    Optimizer optimizer = optimizer(run.get("optimizer"));
    set(network, run.get("initial_parameters"));

    Matrix x = matrix(run.get("x"));
    ArraySamples samples = inOrderOfBatches(x, matrix(run.get("y")), run.get("batches"));
    int batchSize = run.get("batches").get(0).size();
    TrainingConfig config = config(run, loss, optimizer, batchSize);
    List<Double> losses = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    OptimizerState state = optimizer.initialState(network.parameters());
    try (Team team = Team.of(2)) {
      Minibatches batches = new Minibatches(samples.size(), batchSize);
      TrainingStep step =
          new TrainingStep(network, samples, config, batchSize, new RandomKey(1), team);
      ParameterUpdates updates =
          new ParameterUpdates(step.pass().parameters(), config, state, team);
      for (int epoch = 0; epoch < config.epochs(); epoch++) {
        for (int batch = 0; batch < batches.count(); batch++) {
          long number = state.steps();
          Schedule schedule = config.schedule();
          rates.add(
              schedule.learningRate(
                  optimizer.learningRate(),
                  number,
                  batches.count(),
                  config.epochs(),
                  PlateauState.START));
          double momentum =
              schedule.momentum(optimizer.momentum(), number, batches.count(), config.epochs());
          ScoreSum sum = new ScoreSum(config.metric());
          losses.add(
              OneStep.run(step, updates, batches, batch, number, sum, rates.getLast(), momentum));
          if (number == 0) {
            assertGradients(step.pass(), run);
          }
        }
      }
    }

    JsonNode expected = run.get("expected");
    JsonNode errors = run.get("float32_error_of_pytorch");
    double[] actual = losses.stream().mapToDouble(Double::doubleValue).toArray();
    assertClose(
        "losses",
        actual,
        numbers(expected.get("loss_per_step")),
        bound(errors, "loss_per_step", 2e-6));
    assertClose(
        "learning rates",
        rates.stream().mapToDouble(Double::doubleValue).toArray(),
        numbers(expected.get("learning_rate_per_step")),
        1e-8);
    assertClose(
        "outputs",
        doubles(network.predict(x).toArray()),
        numbers(expected.get("output_after")),
        bound(errors, "output_after", 2e-6));
    for (Parameter parameter : network.state()) {
      assertClose(
          parameter.name(),
          doubles(asPyTorch(parameter.name(), parameter.value()).toArray()),
          numbers(expected.get("parameters_after").get(parameter.name())),
          bound(errors, "parameters_after", 1e-5));
    }
  }

  /** As the optimizer saw them; against the largest of all, because some are 0 but for rounding. */
  private static void assertGradients(TrainingPass pass, JsonNode run) {
    JsonNode expected = run.get("expected").get("gradients_of_first_step");
    List<Double> actual = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    for (TrainedParameter parameter : pass.parameters()) {
      String name = parameter.parameter().name();
      Arrays.stream(doubles(asPyTorch(name, parameter.gradient()).toArray())).forEach(actual::add);
      Arrays.stream(numbers(expected.get(name))).forEach(right::add);
    }
    assertClose(
        "gradients of the first step",
        actual.stream().mapToDouble(Double::doubleValue).toArray(),
        right.stream().mapToDouble(Double::doubleValue).toArray(),
        1e-5);
  }

  private static TrainingConfig config(
      JsonNode run, Loss loss, Optimizer optimizer, int batchSize) {
    TrainingConfigBuilder config =
        TrainingConfig.builder(loss, new Metric.Accuracy(), optimizer)
            .epochs(run.get("epochs").asInt())
            .batchSize(batchSize)
            .order(TrainingConfig.Order.AS_GIVEN);
    if (run.has("clip_grad_norm")) {
      config.clipping(new GradientClipping.ByNorm(run.get("clip_grad_norm").asDouble()));
    }
    if (run.has("schedule")) {
      config.schedule(schedule(run.get("schedule")));
    }
    return config.build();
  }

  private static Schedule schedule(JsonNode schedule) {
    return switch (schedule.get("type").asString()) {
      case "step" ->
          new Schedule.Step(schedule.get("step_size").asInt(), schedule.get("gamma").asDouble());
      case "exponential" -> new Schedule.Exponential(schedule.get("gamma").asDouble());
      case "cosine" ->
          new Schedule.Cosine(schedule.get("t_max").asInt(), schedule.get("eta_min").asDouble());
      case "one_cycle" -> new Schedule.OneCycle(schedule.get("max_lr").asDouble());
      default -> throw notBuilt("schedule", schedule);
    };
  }

  private static ArraySamples inOrderOfBatches(Matrix x, Matrix y, JsonNode batches) {
    int[] order =
        batches
            .valueStream()
            .flatMapToInt(b -> b.valueStream().mapToInt(JsonNode::asInt))
            .toArray();
    ArraySamples all = new ArraySamples(x, y);
    Matrix inputs = Matrix.zeros(order.length, x.columns());
    Matrix targets = Matrix.zeros(order.length, y.columns());
    all.gatherInputs(order, 0, order.length, inputs, 0);
    all.gatherTargets(order, 0, order.length, targets);
    return new ArraySamples(inputs, targets);
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

  private static Network network(JsonNode run) {
    List<LayerSpec> layers = new ArrayList<>();
    for (JsonNode layer : run.get("layers")) {
      layers.add(layer(layer).orElseThrow(() -> notBuilt("layer", layer)));
    }
    return Network.create(new NetworkSpec(matrix(run.get("x")).columns(), layers), 1);
  }

  private static Optional<LayerSpec> layer(JsonNode layer) {
    return switch (layer.get("type").asString().toLowerCase(Locale.ROOT)) {
      case "linear" ->
          Optional.of(
              new LayerSpec.Linear(
                  layer.get("out").asInt(),
                  !layer.has("bias") || layer.get("bias").asBoolean()
                      ? LayerSpec.Bias.WITH_BIAS
                      : LayerSpec.Bias.WITHOUT_BIAS,
                  Initializer.zeros()));
      case "sigmoid" -> Optional.of(new LayerSpec.Sigmoid());
      case "tanh" -> Optional.of(new LayerSpec.Tanh());
      case "relu" -> Optional.of(new LayerSpec.Relu());
      case "leaky_relu" -> Optional.of(new LayerSpec.LeakyRelu(number(layer, "slope", 0.01)));
      case "elu" -> Optional.of(new LayerSpec.Elu(number(layer, "alpha", 1)));
      case "selu" -> Optional.of(new LayerSpec.Selu());
      case "gelu" -> Optional.of(new LayerSpec.Gelu());
      case "silu" -> Optional.of(new LayerSpec.Silu());
      case "softplus" -> Optional.of(new LayerSpec.Softplus());
      case "softmax" -> Optional.of(new LayerSpec.Softmax());
      case "batch_norm" -> Optional.of(new LayerSpec.BatchNorm());
      case "layer_norm" -> Optional.of(new LayerSpec.LayerNorm());
      default -> Optional.empty();
    };
  }

  private static Loss loss(JsonNode loss) {
    JsonNode type = loss.isObject() ? loss.get("type") : loss;
    return switch (type.asString()) {
      case "cross_entropy" -> Loss.crossEntropy();
      case "bce_with_logits" -> new ElementwiseLoss.BinaryCrossEntropy();
      case "bce" -> new ElementwiseLoss.BinaryCrossEntropyOnProbabilities();
      case "mse" -> new ElementwiseLoss.MeanSquaredError();
      case "mae" -> new ElementwiseLoss.MeanAbsoluteError();
      case "huber" -> new ElementwiseLoss.Huber(1);
      default -> throw notBuilt("loss", loss);
    };
  }

  private static Optimizer optimizer(JsonNode optimizer) {
    Set<String> members =
        Set.of("type", "lr", "momentum", "nesterov", "weight_decay", "betas", "alpha", "eps");
    for (String member : optimizer.propertyNames()) {
      Assumptions.assumeTrue(members.contains(member), "not built yet: optimizer." + member);
    }
    double rate = optimizer.get("lr").asDouble();
    double momentum = number(optimizer, "momentum", 0);
    double decay = number(optimizer, "weight_decay", 0);
    double epsilon = number(optimizer, "eps", 1e-8);
    double beta1 = optimizer.has("betas") ? optimizer.get("betas").get(0).asDouble() : 0.9;
    double beta2 = optimizer.has("betas") ? optimizer.get("betas").get(1).asDouble() : 0.999;
    return switch (optimizer.get("type").asString()) {
      case "sgd" -> new Optimizer.Sgd(rate, momentum, acceleration(optimizer), decay);
      case "adam" -> new Optimizer.Adam(rate, beta1, beta2, epsilon, decay);
      case "adamw" ->
          new Optimizer.AdamW(rate, beta1, beta2, epsilon, number(optimizer, "weight_decay", 0.01));
      case "rmsprop" ->
          new Optimizer.RmsProp(rate, number(optimizer, "alpha", 0.99), epsilon, momentum, decay);
      case "adagrad" -> new Optimizer.Adagrad(rate, number(optimizer, "eps", 1e-10), decay);
      default -> throw notBuilt("optimizer", optimizer);
    };
  }

  private static Optimizer.Acceleration acceleration(JsonNode optimizer) {
    return optimizer.has("nesterov") && optimizer.get("nesterov").asBoolean()
        ? Optimizer.Acceleration.NESTEROV
        : Optimizer.Acceleration.CLASSICAL;
  }

  private static double number(JsonNode node, String member, double otherwise) {
    return node.has(member) ? node.get(member).asDouble() : otherwise;
  }

  private static TestAbortedException notBuilt(String what, JsonNode node) {
    return new TestAbortedException("not built yet: %s %s".formatted(what, node));
  }

  private static void set(Network network, JsonNode parameters) {
    for (Parameter parameter : network.state()) {
      Matrix value = matrix(parameters.get(parameter.name()));
      parameter.value().setAll(asPyTorch(parameter.name(), value));
    }
  }

  /** PyTorch keeps a weight as (out, in) and a bias as a vector; its own inverse. */
  private static Matrix asPyTorch(String name, Matrix value) {
    boolean turned = name.endsWith(".weight") || value.columns() == 1;
    if (!turned) {
      return value;
    }
    int height = value.rows();
    int width = value.columns();
    Matrix transposed = Matrix.zeros(width, height);
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        transposed.set(j, i, value.get(i, j));
      }
    }
    return transposed;
  }

  /** A list of numbers is one column. */
  private static Matrix matrix(JsonNode node) {
    int columns = node.get(0).isArray() ? node.get(0).size() : 1;
    double[] numbers = numbers(node);
    Matrix matrix = Matrix.zeros(numbers.length / columns, columns);
    for (int i = 0; i < numbers.length; i++) {
      matrix.set(i / columns, i % columns, (float) numbers[i]);
    }
    return matrix;
  }

  private static double[] numbers(JsonNode node) {
    return node.isArray()
        ? node.valueStream().flatMapToDouble(n -> Arrays.stream(numbers(n))).toArray()
        : new double[] {node.asDouble()};
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
