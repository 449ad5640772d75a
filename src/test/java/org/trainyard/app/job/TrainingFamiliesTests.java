package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;

/** One job over HTTP for each family of what a specification can ask for. */
class TrainingFamiliesTests {

  @TempDir private static Path data;

  private static @Nullable RunningService service;

  private final HttpService http = running().http();

  @BeforeAll
  static void start() {
    service = RunningService.start(data, List.of());
    for (String generator : List.of("moons", "spiral", "friedman", "gauss")) {
      service
          .http()
          .post(
              "/api/v1/datasets/generate",
              "{\"generator\": \"%s\", \"samples\": 600, \"name\": \"%s\"}"
                  .formatted(generator, generator),
              201);
    }
  }

  @AfterAll
  static void stop() {
    running().close();
  }

  @Test
  void trainsADeepNetWithBatchNormDropoutAdamWAndOneCycle() {
    JsonNode job =
        train(
            """
            {"dataset": "moons", "target": "label", "model": {"name": "deep"},
             "network": {"hidden": [32, 32, 32], "normalization": "batch", "dropout": 0.1},
             "optimizer": {"type": "adamw", "weightDecay": 0.01},
             "schedule": {"type": "oneCycle", "maximum": 0.01},
             "training": {"epochs": 30, "batchSize": 32, "earlyStopping": {"patience": 20}}}
            """);
    assertThat(job.at("/best/validationAccuracy").asDouble()).isGreaterThan(0.95);
    List<Double> rates = curve(job, "learningRate");
    assertThat(rates.getFirst()).isLessThan(0.002);
    assertThat(rates.stream().mapToDouble(rate -> rate).max().orElse(0)).isGreaterThan(0.008);
    // With the running statistics of batch normalization a point alone is seen as in a batch.
    JsonNode alone = predict("deep", "[[1, 1]]").get(0);
    assertThat(predict("deep", "[[0.5, 0.2], [1, 1], [-1, 0]]").get(1)).isEqualTo(alone);
  }

  @Test
  void trainsARegressionWithHuberRmsPropAndClipping() {
    JsonNode job =
        train(
            """
            {"dataset": "friedman", "target": "y", "loss": "huber",
             "network": {"hidden": [32], "activation": "gelu", "normalization": "layer"},
             "optimizer": {"type": "rmsprop", "learningRate": 0.003, "momentum": 0.5},
             "schedule": {"type": "plateau", "patience": 2, "factor": 0.5, "warmup": {"epochs": 3}},
             "training": {"epochs": 80, "batchSize": 20, "huberDelta": 0.5,
                          "gradientClipping": {"norm": 1}}}
            """);
    // The target has a standard deviation of about 5 and a noise of 1.
    assertThat(job.at("/best/validationRootMeanSquaredError").asDouble()).isLessThan(2.2);
    List<Double> rates = curve(job, "learningRate");
    assertThat(rates.subList(0, 4)).isSorted().last().isEqualTo(0.003);
    assertThat(rates.getLast()).isLessThan(0.003);
  }

  @Test
  void keepsWeightsSmallByL1AndMaxNorm() {
    assertThat(lossWith("\"l1\": 0.0")).isLessThan(0.35);
    assertThat(lossWith("\"l1\": 0.5")).isBetween(0.6, 0.75);
    assertThat(lossWith("\"maxNorm\": 0.01")).isBetween(0.6, 0.75);
    assertThat(lossWith("\"gradientClipping\": {\"value\": 1e-6}")).isGreaterThan(0.5);
  }

  private double lossWith(String rule) {
    return train(
            """
            {"dataset": "moons", "target": "label", "network": {"hidden": [16], "activation": "tanh"},
             "optimizer": {"type": "sgd", "learningRate": 0.1, "momentum": 0.9, "nesterov": true},
             "training": {"epochs": 20, "batchSize": 20, %s}}
            """
                .formatted(rule))
        .at("/latest/trainingLoss")
        .asDouble();
  }

  @Test
  void smoothesLabels() {
    // No output can be closer to (0.75, 0.25) than that is to itself: entropy 0.562.
    assertThat(lossWith("\"labelSmoothing\": 0.5")).isBetween(0.562, 0.65);
  }

  @Test
  void weighsClasses() {
    for (String favored : List.of("0", "1")) {
      JsonNode job =
          train(
              """
              {"dataset": "moons", "target": "label", "network": {"hidden": [16]},
               "training": {"epochs": 20, "batchSize": 20, "classWeights": {"%s": 50}},
               "model": {"name": "weighted"}}
              """
                  .formatted(favored));
      assertThat(job.at("/resolved/training/classWeights").size()).isEqualTo(2);
      // Between the moons the class that counts fifty times wins.
      assertThat(predict("weighted", "[[0.5, 0.25]]").at("/0/label").asString()).isEqualTo(favored);
    }
  }

  @Test
  void stopsEarlyWithTheBestEpoch() {
    JsonNode job =
        train(
            """
            {"dataset": "moons", "target": "label", "network": {"hidden": [4]},
             "training": {"epochs": 50, "earlyStopping": {"patience": 3, "minimumDelta": 10}}}
            """);
    assertThat(job.get("stopReason").asString()).isEqualTo("EARLY_STOPPED");
    assertThat(job.at("/latest/epoch").asInt()).isEqualTo(4);
    List<Double> losses = curve(job, "validationLoss");
    int best = job.at("/best/epoch").asInt();
    assertThat(losses).allMatch(loss -> loss >= losses.get(best - 1));
  }

  @Test
  void endsAtItsTimeLimitWithWhatItHas() {
    JsonNode job = http.train(endless("5"));
    assertThat(job.get("stopReason").asString()).as(job.toString()).isEqualTo("TIME_LIMIT");
    assertThat(job.at("/latest/epoch").asInt()).isBetween(1, 9999);
    assertThat(job.at("/model/version").asInt()).isEqualTo(1);

    JsonNode failed = http.train(endless("1e-9"));
    assertThat(failed.get("state").asString()).isEqualTo("FAILED");
    assertThat(failed.at("/failure/type").asString()).isEqualTo("/problems/wall-time-exceeded");
    assertThat(failed.at("/failure/detail").asString()).contains("maximumSeconds");
  }

  private static String endless(String seconds) {
    return """
    {"dataset": "moons", "target": "label", "network": {"hidden": [100, 100]},
     "training": {"epochs": 10000, "batchSize": 50, "maximumSeconds": %s},
     "model": {"name": "endless"}}
    """
        .formatted(seconds);
  }

  @Test
  void goesOnFromATrainedModel() {
    String specification =
        """
        {"dataset": "spiral", "target": "label", "network": {"hidden": [20], "normalization": "batch"},
         "training": {"epochs": 15, "batchSize": 20}, "model": {"name": "first"} %s}
        """;
    JsonNode first = train(specification.formatted(""));
    JsonNode second =
        train(specification.formatted(", \"initialWeights\": {\"model\": \"first\"}"));
    assertThat(second.at("/resolved/initialWeights/version").asInt()).isEqualTo(1);
    double fresh = curve(first, "validationLoss").getFirst();
    double reached = first.at("/best/validationLoss").asDouble();
    assertThat(curve(second, "validationLoss").getFirst())
        .isLessThan(reached + 0.2 * (fresh - reached));

    JsonNode problem =
        http.post(
            "/api/v1/jobs",
            specification
                .formatted(", \"initialWeights\": {\"model\": \"first\", \"version\": 1}")
                .replace("[20]", "[21]"),
            422);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/shape-mismatch");
    assertThat(problem.get("detail").asString()).contains("linear(20)", "linear(21)");
    problem =
        http.post(
            "/api/v1/jobs",
            specification.formatted(", \"initialWeights\": {\"model\": \"first\", \"version\": 9}"),
            404);
    assertThat(problem.get("field").asString()).isEqualTo("/initialWeights");
  }

  @Test
  void trainsEveryLayerThatCanBeWrittenOut() {
    JsonNode job =
        train(
            """
            {"dataset": "gauss", "target": "label", "loss": "binaryCrossEntropy", "network": {"layers": [
              {"type": "linear", "units": 8, "initializer": "lecunNormal"}, {"type": "layerNorm"},
              {"type": "selu"}, {"type": "linear", "units": 8, "bias": false}, {"type": "batchNorm"},
              {"type": "leakyRelu", "negativeSlope": 0.1}, {"type": "dropout", "rate": 0.05},
              {"type": "linear", "units": 8, "initializer": {"type": "uniform", "low": -0.5, "high": 0.5}},
              {"type": "elu"}, {"type": "linear", "units": 8}, {"type": "gelu"},
              {"type": "linear", "units": 8}, {"type": "silu"},
              {"type": "linear", "units": 8}, {"type": "softplus"}, {"type": "linear"}]},
             "optimizer": {"type": "adagrad", "learningRate": 0.05},
             "schedule": {"type": "cosine", "minimum": 1e-3}, "training": {"epochs": 20, "batchSize": 20}}
            """);
    assertThat(job.at("/best/validationAccuracy").asDouble()).isGreaterThan(0.9);
    assertThat(job.at("/resolved/network/layers/15/units").asInt()).isEqualTo(1);
  }

  @Test
  void showsEveryLayerAndWhatIsFound() {
    JsonNode job =
        train(
            """
            {"dataset": "moons", "target": "label",
             "network": {"hidden": [10, 10, 10, 10, 10], "activation": "sigmoid"},
             "optimizer": {"type": "sgd"}, "training": {"epochs": 8, "batchSize": 20}}
            """);
    JsonNode shown = http.get("/api/v1/jobs/" + job.get("id").asString() + "/diagnostics");
    assertThat(shown.get("epochs").size()).isEqualTo(8);
    JsonNode first = shown.at("/epochs/0/layers/0");
    assertThat(first.get("gradientNorm").asDouble()).isGreaterThan(0);
    assertThat(first.get("saturatedShare").asDouble()).isBetween(0.0, 1.0);
    assertThat(shown.get("findings").valueStream().map(f -> f.get("code").asString()))
        .contains("vanishing-gradient", "not-learning")
        .doesNotHaveDuplicates();
    assertThat(shown.at("/findings/0").propertyNames())
        .containsExactly("code", "severity", "layer", "epoch", "message", "advice");
  }

  @Test
  void checksWithoutSubmitting() {
    long before = http.get("/api/v1/jobs?limit=200").get("items").size();
    JsonNode good =
        http.post(
            "/api/v1/jobs/validate",
            "{\"dataset\": \"moons\", \"target\": \"label\", \"network\": {\"hidden\": [4]}}",
            200);
    assertThat(good.get("valid").asBoolean()).isTrue();
    assertThat(good.at("/resolved/optimizer/type").asString()).isEqualTo("adam");
    JsonNode bad =
        http.post(
            "/api/v1/jobs/validate",
            "{\"dataset\": \"moons\", \"target\": \"label\", \"network\": {\"hidden\": [0]}, \"training\": {\"epochs\": 0}}",
            200);
    assertThat(bad.get("valid").asBoolean()).isFalse();
    assertThat(bad.get("problems").valueStream().map(p -> p.get("field").asString()))
        .containsExactlyInAnyOrder("/network/hidden/0", "/training/epochs");
    assertThat(http.get("/api/v1/jobs?limit=200").get("items").size()).isEqualTo((int) before);
  }

  private JsonNode train(String specification) {
    JsonNode job = http.train(specification);
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    return job;
  }

  private List<Double> curve(JsonNode job, String figure) {
    Stream<JsonNode> epochs =
        http.get("/api/v1/jobs/" + job.get("id").asString() + "/metrics")
            .get("epochs")
            .valueStream();
    return epochs.map(epoch -> epoch.get(figure).asDouble()).toList();
  }

  private JsonNode predict(String model, String instances) {
    return http.post(
            "/api/v1/models/" + model + "/predict", "{\"instances\": " + instances + "}", 200)
        .get("predictions");
  }

  private static RunningService running() {
    if (service == null) {
      throw new IllegalStateException("the service did not start");
    }
    return service;
  }
}
