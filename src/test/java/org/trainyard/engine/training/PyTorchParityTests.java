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
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkRun;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.OptimizerState;
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
    Matrix y = matrix(run.get("y"));
    NetworkRun passes = NetworkRun.forTraining(network, x.rows());
    OptimizerState state = optimizer.initialState(network.parameters());
    List<Double> losses = new ArrayList<>();
    for (int epoch = 0; epoch < run.get("epochs").asInt(); epoch++) {
      for (JsonNode batch : run.get("batches")) {
        Matrix outputs = passes.forward(rows(x, batch));
        losses.add(loss.evaluate(outputs, rows(y, batch), passes.outputGradient()));
        passes.backward();
        if (losses.size() == 1) {
          assertGradients(network, passes, run);
        }
        optimizer.begin(state, optimizer.learningRate(), optimizer.momentum());
        for (int i = 0; i < network.parameters().size(); i++) {
          float[] values = network.parameters().get(i).value().data();
          float[] gradients = passes.gradients().get(i).data();
          optimizer.update(state, i, values, gradients, 0, values.length);
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
        "outputs",
        doubles(network.predict(x).toArray()),
        numbers(expected.get("output_after")),
        bound(errors, "output_after", 2e-6));
    for (Parameter parameter : network.parameters()) {
      assertClose(
          parameter.name(),
          doubles(asPyTorch(parameter.name(), parameter.value()).toArray()),
          numbers(expected.get("parameters_after").get(parameter.name())),
          bound(errors, "parameters_after", 1e-5));
    }
  }

  private static void assertGradients(Network network, NetworkRun passes, JsonNode run) {
    for (int i = 0; i < network.parameters().size(); i++) {
      String name = network.parameters().get(i).name();
      assertClose(
          "gradient of " + name,
          doubles(asPyTorch(name, passes.gradients().get(i)).toArray()),
          numbers(run.get("expected").get("gradients_of_first_step").get(name)),
          1e-5);
    }
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
                  new Initializer.Zeros()));
      case "sigmoid" -> Optional.of(new LayerSpec.Sigmoid());
      case "tanh" -> Optional.of(new LayerSpec.Tanh());
      case "relu" -> Optional.of(new LayerSpec.Relu());
      default -> Optional.empty();
    };
  }

  private static Loss loss(JsonNode loss) {
    JsonNode type = loss.isObject() ? loss.get("type") : loss;
    return switch (type.asString()) {
      case "cross_entropy" -> new Loss.CrossEntropy();
      case "bce_with_logits" -> new Loss.BinaryCrossEntropy();
      case "mse" -> new Loss.MeanSquaredError();
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
    for (Parameter parameter : network.parameters()) {
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

  private static Matrix rows(Matrix source, JsonNode numbers) {
    Matrix rows = Matrix.zeros(numbers.size(), source.columns());
    for (int i = 0; i < numbers.size(); i++) {
      rows.setRow(i, source.data(), source.index(numbers.get(i).asInt(), 0));
    }
    return rows;
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
