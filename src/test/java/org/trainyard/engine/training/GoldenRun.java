package org.trainyard.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.trainyard.engine.data.ArraySamples;
import org.trainyard.engine.initializer.Initializer;
import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.Network;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Adagrad;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.RmsProp;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.schedule.Schedule;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A training that PyTorch did, as it stands in a file of golden/pytorch. */
record GoldenRun(JsonNode json) {

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "layers",
          "loss",
          "optimizer",
          "schedule",
          "clip_grad_norm",
          "clip_grad_value",
          "l1",
          "max_norm",
          "epochs",
          "batches",
          "initial_parameters",
          "x",
          "y",
          "expected",
          "float32_error_of_pytorch");

  /**
   * Reads a file.
   *
   * @throws AssertionError if it asks for something that is not built
   */
  static GoldenRun read(Path file) {
    JsonNode json = JsonMapper.shared().readTree(file.toFile());
    json.propertyNames()
        .forEach(member -> assertThat(MEMBERS).as("not built: " + member).contains(member));
    return new GoldenRun(json);
  }

  JsonNode expected() {
    return json.get("expected");
  }

  /** The network with the weights that the training begins with. */
  Network network() {
    List<LayerSpec> layers = new ArrayList<>();
    for (JsonNode layer : json.get("layers")) {
      layers.add(layer(layer).orElseThrow(() -> notBuilt("layer", layer)));
    }
    Network network = Network.create(new NetworkSpec(inputs().columns(), layers), 1);
    for (Parameter parameter : network.state()) {
      Matrix value = matrix(json.get("initial_parameters").get(parameter.name()));
      parameter.value().setAll(asPyTorch(parameter.name(), value));
    }
    return network;
  }

  Matrix inputs() {
    return matrix(json.get("x"));
  }

  /** The rows in the order of the minibatches, which is the same in every epoch. */
  ArraySamples samples() {
    int[] order =
        json.get("batches")
            .valueStream()
            .flatMapToInt(b -> b.valueStream().mapToInt(JsonNode::asInt))
            .toArray();
    Matrix x = inputs();
    Matrix y = matrix(json.get("y"));
    ArraySamples all = new ArraySamples(x, y);
    Matrix ordered = Matrix.zeros(order.length, x.columns());
    Matrix targets = Matrix.zeros(order.length, y.columns());
    all.gatherInputs(order, 0, order.length, ordered, 0);
    all.gatherTargets(order, 0, order.length, targets);
    return new ArraySamples(ordered, targets);
  }

  TrainingConfigBuilder config() {
    TrainingConfigBuilder config =
        TrainingConfig.builder(
                loss(json.get("loss")), new Metric.Accuracy(), optimizer(json.get("optimizer")))
            .epochs(json.get("epochs").asInt())
            .batchSize(json.get("batches").get(0).size())
            .order(TrainingConfig.Order.AS_GIVEN)
            .regularization(
                new Regularization(
                    number(json, "l1", 0), number(json, "max_norm", Double.POSITIVE_INFINITY)));
    if (json.has("clip_grad_norm")) {
      config.clipping(new GradientClipping.ByNorm(json.get("clip_grad_norm").asDouble()));
    }
    if (json.has("clip_grad_value")) {
      config.clipping(new GradientClipping.ByValue(json.get("clip_grad_value").asDouble()));
    }
    if (json.has("schedule")) {
      config.schedule(schedule(json.get("schedule")));
    }
    return config;
  }

  private static Schedule schedule(JsonNode schedule) {
    return switch (schedule.get("type").asString()) {
      case "step" ->
          new Schedule.Step(schedule.get("step_size").asInt(), schedule.get("gamma").asDouble());
      case "exponential" -> new Schedule.Exponential(schedule.get("gamma").asDouble());
      case "cosine" ->
          new Schedule.Cosine(schedule.get("t_max").asInt(), schedule.get("eta_min").asDouble());
      case "one_cycle" -> new Schedule.OneCycle(schedule.get("max_lr").asDouble());
      case "plateau" ->
          new Schedule.Plateau(schedule.get("patience").asInt(), schedule.get("factor").asDouble());
      case "warm_up" ->
          new Schedule.WarmUp(schedule.get("epochs").asInt(), schedule(schedule.get("then")));
      default -> throw notBuilt("schedule", schedule);
    };
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
      case "cross_entropy" ->
          new CrossEntropy(
              loss.has("class_weights")
                  ? Arrays.stream(numbers(loss.get("class_weights"))).boxed().toList()
                  : List.of(),
              number(loss, "label_smoothing", 0));
      case "bce_with_logits" -> new ElementwiseLoss.BinaryCrossEntropy();
      case "bce" -> new ElementwiseLoss.BinaryCrossEntropyOnProbabilities();
      case "mse" -> new ElementwiseLoss.MeanSquaredError();
      case "mae" -> new ElementwiseLoss.MeanAbsoluteError();
      case "huber" -> new ElementwiseLoss.Huber(number(loss, "delta", 1));
      default -> throw notBuilt("loss", loss);
    };
  }

  private static Optimizer optimizer(JsonNode optimizer) {
    Set<String> members =
        Set.of("type", "lr", "momentum", "nesterov", "weight_decay", "betas", "alpha", "eps");
    for (String member : optimizer.propertyNames()) {
      assertThat(members).as("not built: optimizer." + member).contains(member);
    }
    double rate = optimizer.get("lr").asDouble();
    double momentum = number(optimizer, "momentum", 0);
    double decay = number(optimizer, "weight_decay", 0);
    double epsilon = number(optimizer, "eps", 1e-8);
    double beta1 = optimizer.has("betas") ? optimizer.get("betas").get(0).asDouble() : 0.9;
    double beta2 = optimizer.has("betas") ? optimizer.get("betas").get(1).asDouble() : 0.999;
    return switch (optimizer.get("type").asString()) {
      case "sgd" -> new Sgd(rate, momentum, acceleration(optimizer), decay);
      case "adam" -> new Adam(rate, beta1, beta2, epsilon, decay);
      case "adamw" ->
          new AdamW(rate, beta1, beta2, epsilon, number(optimizer, "weight_decay", 0.01));
      case "rmsprop" ->
          new RmsProp(rate, number(optimizer, "alpha", 0.99), epsilon, momentum, decay);
      case "adagrad" -> new Adagrad(rate, number(optimizer, "eps", 1e-10), decay);
      default -> throw notBuilt("optimizer", optimizer);
    };
  }

  private static Sgd.Acceleration acceleration(JsonNode optimizer) {
    return optimizer.has("nesterov") && optimizer.get("nesterov").asBoolean()
        ? Sgd.Acceleration.NESTEROV
        : Sgd.Acceleration.CLASSICAL;
  }

  private static double number(JsonNode node, String member, double otherwise) {
    return node.has(member) ? node.get(member).asDouble() : otherwise;
  }

  private static AssertionError notBuilt(String what, JsonNode node) {
    return new AssertionError("not built: %s %s".formatted(what, node));
  }

  /** PyTorch keeps a weight as (out, in) and a bias as a vector; its own inverse. */
  static Matrix asPyTorch(String name, Matrix value) {
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
  static Matrix matrix(JsonNode node) {
    int columns = node.get(0).isArray() ? node.get(0).size() : 1;
    double[] numbers = numbers(node);
    Matrix matrix = Matrix.zeros(numbers.length / columns, columns);
    for (int i = 0; i < numbers.length; i++) {
      matrix.set(i / columns, i % columns, (float) numbers[i]);
    }
    return matrix;
  }

  static double[] numbers(JsonNode node) {
    return node.isArray()
        ? node.valueStream().flatMapToDouble(n -> Arrays.stream(numbers(n))).toArray()
        : new double[] {node.asDouble()};
  }
}
