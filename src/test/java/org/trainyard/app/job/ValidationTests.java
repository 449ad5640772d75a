package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;

/** What is said of a specification before it is submitted. */
class ValidationTests {

  @TempDir private static Path folder;

  private static @Nullable RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(folder, List.of());
    HttpService http = service.http();
    http.post(
        "/api/v1/datasets/generate",
        "{\"generator\": \"spiral\", \"samples\": 300, \"name\": \"spiral\"}",
        201);
    StringBuilder rows = new StringBuilder("weight,colour,heavy\n");
    for (int i = 0; i < 100; i++) {
      rows.append(100 * i).append(i < 2 ? ",blue," : ",red,").append(i < 50 ? 0 : 1).append('\n');
    }
    http.uploadText("weights", rows.toString());
    http.uploadText("reds", "weight,colour\n10,red\n20,red\n");
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(service).close();
  }

  @Test
  void showsEveryDefaultAndTheCost() {
    JsonNode answer = validate("spiral", "label", "{'hidden': [10]}", "{'batchSize': 20}", "");
    assertThat(answer.get("valid").asBoolean()).as(answer.toString()).isTrue();
    assertThat(answer.get("problems")).isEmpty();
    assertThat(answer.get("warnings")).isEmpty();
    assertThat(answer.get("resolved").get("optimizer").get("type").asString()).isEqualTo("adam");
    JsonNode estimate = answer.get("estimate");
    assertThat(estimate.get("parameters").asInt()).isEqualTo(3 * 10 + 11 * 3);
    assertThat(estimate.get("floatingPointOperationsPerEpoch").asLong())
        .isEqualTo(240 * 260 + 60 * 100 + 2 * 12 * 63);
    assertThat(estimate.get("memoryBytes").asLong()).isPositive();
    assertThat(estimate.get("secondsPerEpoch").asDouble()).isPositive();
    assertThat(http().get("/api/v1/jobs").get("items")).isEmpty();
  }

  @Test
  void saysThatThereIsNoDataSetOfThatName() {
    JsonNode problem = validate("spirale", "label", "{'hidden': [10]}", "{}", "").at("/problems/0");
    assertThat(problem.get("type").asString()).isEqualTo("/problems/not-found");
    assertThat(problem.get("field").asString()).isEqualTo("/dataset");
    assertThat(problem.get("detail").asString()).contains("no data set 'spirale'");
  }

  @Test
  void countsOneTargetAsOne() {
    String layers = "{'layers': [{'type': 'linear', 'units': 2}]}";
    JsonNode answer = validate("weights", "weight", layers, "{}", "");
    assertThat(answer.at("/problems/0/detail").asString()).contains("there is one target;");
  }

  @Test
  void moreEpochsTakeMoreTime() {
    JsonNode few = estimate("{'epochs': 100}");
    JsonNode many = estimate("{'epochs': 10000}");
    JsonNode limited = estimate("{'epochs': 10000, 'maximumSeconds': 0.001}");
    assertThat(many.get("secondsPerEpoch")).isEqualTo(few.get("secondsPerEpoch"));
    assertThat(many.get("seconds").asDouble()).isGreaterThan(few.get("seconds").asDouble());
    assertThat(limited.get("seconds").asDouble()).isLessThan(many.get("seconds").asDouble());
  }

  @Test
  void warnsOfAMinibatchThatIsLargerThanTheSet() {
    assertWarning(
        validate("spiral", "label", "{'hidden': [10]}", "{'batchSize': 1000}", ""),
        "batch-larger-than-set",
        "240 training rows and batchSize is 1,000");
  }

  @Test
  void warnsOfAnUnusualLearningRate() {
    assertWarning(
        withOptimizer("{'type': 'adam', 'learningRate': 0.9}"),
        "learning-rate-unusual",
        "may grow or jump");
    assertWarning(
        withOptimizer("{'type': 'sgd', 'learningRate': 1e-6}"),
        "learning-rate-unusual",
        "many epochs");
  }

  /** One cycle has a learning rate of its own, and the optimizer's means nothing. */
  @Test
  void warnsOfAnUnusualMaximumOfOneCycle() {
    assertWarning(
        withOptimizer("{'type': 'adam'}, 'schedule': {'type': 'oneCycle', 'maximum': 500}"),
        "learning-rate-unusual",
        "500.0 is unusual");
    String unused = "{'type': 'adam', 'learningRate': 0.9}";
    assertThat(
            withOptimizer(unused + ", 'schedule': {'type': 'oneCycle', 'maximum': 0.01}")
                .get("warnings"))
        .isEmpty();
  }

  private static JsonNode withOptimizer(String optimizer) {
    return validate("spiral", "label", "{'hidden': [10]}", "{}", ", 'optimizer': " + optimizer);
  }

  @Test
  void warnsOfInputsThatNobodyScales() {
    assertWarning(
        withPreprocessing("{'numeric': 'none'}"), "inputs-unscaled", "'weight' (to 9900.0)");
    assertThat(withPreprocessing("{'numeric': 'none', 'scale': 0.0001}").get("warnings")).isEmpty();
    assertThat(withPreprocessing("{}").get("warnings")).isEmpty();
  }

  private static JsonNode withPreprocessing(String preprocessing) {
    return validate(
        "weights",
        "colour",
        "{'hidden': [4]}",
        "{}",
        ", 'features': ['weight'], 'split': {'validation': 0}, 'preprocessing': " + preprocessing);
  }

  @Test
  void warnsOfAClassThatNoValidationRowShows() {
    assertWarning(
        validate(
            "weights",
            "colour",
            "{'hidden': [4]}",
            "{'seed': 1}",
            ", 'features': ['weight'], 'split': {'validation': 0.02, 'stratified': false}"),
        "class-missing-from-validation",
        "'blue'");
  }

  @Test
  void warnsOfAClassThatAGivenValidationLacks() {
    JsonNode answer =
        validate(
            "weights",
            "colour",
            "{'hidden': [4]}",
            "{}",
            ", 'features': ['weight'], 'split': {'validationDataset': 'reds'}");
    assertWarning(answer, "class-missing-from-validation", "'blue'");
    assertThat(answer.at("/warnings/0/field").asString()).isEqualTo("/split/validationDataset");
  }

  @Test
  void warnsOfALayerThatIsWiderThanTheData() {
    assertWarning(
        validate("spiral", "label", "{'hidden': [1000]}", "{}", ""),
        "layer-wider-than-data",
        "1,000 units and there are 240 training rows");
  }

  @Test
  void warnsOfSquaredErrorsOnClasses() {
    String ends = "{'layers': [{'type': 'linear'}, {'type': 'sigmoid'}]}";
    assertWarning(
        validate("weights", "heavy", ends, "{}", ", 'task': 'regression'"),
        "squared-error-on-classes",
        "set task to 'classification'");
    assertWarning(
        validate("weights", "weight", ends, "{}", ""), "output-bounded", "between 0 and 1");
  }

  @Test
  void warnsOfATargetThatLooksLikeClasses() {
    assertWarning(
        withTarget("heavy", ""),
        "target-looks-like-classes",
        "'heavy' has the whole numbers from 0 to 1");
    assertThat(withTarget("heavy", ", 'task': 'regression'").get("warnings")).isEmpty();
    assertThat(withTarget("heavy", ", 'task': 'classification'").get("warnings")).isEmpty();
    assertThat(withTarget("weight", "").get("warnings")).isEmpty();
  }

  private static JsonNode withTarget(String target, String more) {
    return validate("weights", target, "{'hidden': [4]}", "{'batchSize': 10}", more);
  }

  @Test
  void saysWhyALossDoesNotFitItsOutput() {
    JsonNode squared =
        validate("spiral", "label", "{'hidden': [4]}", "{}", ", 'loss': 'meanSquaredError'");
    assertThat(squared.get("problems").get(0).get("detail").asString()).contains("learns slowly");
    JsonNode softmax =
        validate(
            "weights",
            "colour",
            "{'layers': [{'type': 'linear'}, {'type': 'softmax'}]}",
            "{}",
            ", 'loss': 'binaryCrossEntropy'");
    assertThat(softmax.get("problems").get(0).get("detail").asString())
        .contains("softmax is 1 for every row");
  }

  @Test
  void saysWhyAColumnWasLeftOut() {
    StringBuilder rows = new StringBuilder("day,x,y\n");
    for (int i = 10; i < 30; i++) {
      rows.append("2026-03-%d,%d,%s\n".formatted(i, i, i % 2 == 0 ? "a" : "b"));
    }
    http().uploadText("days", rows.toString());

    JsonNode problem =
        validate("days", "y", "{'hidden': [4]}", "{}", ", 'features': ['day', 'x']")
            .get("problems")
            .get(0);

    assertThat(problem.get("field").asString()).isEqualTo("/features/0");
    assertThat(problem.get("detail").asString()).contains("left out", "holds dates");
    assertThat(problem.get("hint").asString()).contains("columns");
  }

  @Test
  void findsAllProblemsAtOnce() {
    JsonNode answer =
        validate("spiral", "label", "{'hidden': [0]}", "{'epochs': 0, 'batchSize': -1}", "");
    assertThat(answer.get("valid").asBoolean()).isFalse();
    assertThat(answer.get("problems").size()).isEqualTo(3);
    assertThat(answer.get("estimate").isNull()).isTrue();
  }

  private static void assertWarning(JsonNode answer, String code, String words) {
    assertThat(answer.get("valid").asBoolean()).as(answer.toString()).isTrue();
    assertThat(StreamSupport.stream(answer.get("warnings").spliterator(), false))
        .as(answer.get("warnings").toString())
        .anyMatch(warning ->
            warning.get("code").asString().equals(code)
                && warning.get("message").asString().contains(words));
  }

  private static JsonNode estimate(String training) {
    return validate("spiral", "label", "{'hidden': [10]}", training, "").get("estimate");
  }

  private static JsonNode validate(
      String dataset, String target, String network, String training, String more) {
    String body =
        "{'dataset': '%s', 'target': '%s', 'network': %s, 'training': %s%s}"
            .formatted(dataset, target, network, training, more);
    return http().post("/api/v1/jobs/validate", body.replace('\'', '"'), 200);
  }

  private static HttpService http() {
    return Objects.requireNonNull(service).http();
  }
}
