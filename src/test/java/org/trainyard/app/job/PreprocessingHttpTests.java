package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.HttpService;
import tools.jackson.databind.JsonNode;

/** What raw values become, and that it is the training rows alone that say so. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PreprocessingHttpTests {

  @TempDir private static Path data;

  @LocalServerPort private int port;

  private HttpService service = new HttpService(0);

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @BeforeEach
  void connect() {
    service = new HttpService(port);
  }

  private static final String HEADER = "age,income,color,bought,price,part\n";

  /** 60 rows, with holes in age and in color. */
  private static String trainingRows() {
    StringBuilder csv = new StringBuilder();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60; i++) {
      int age = 20 + random.nextInt(50);
      String color = List.of("red", "green", "blue").get(random.nextInt(3));
      csv.append(
          "%s,%.1f,%s,%s,%d,train%n"
              .formatted(
                  i % 9 == 0 ? "" : age,
                  random.nextDouble() * 1000,
                  i % 11 == 0 ? "" : color,
                  age > 45 ? "yes" : "no",
                  age * 100));
    }
    return csv.toString().replace("\r", "");
  }

  private static final String USUAL = "30,500.5,red,no,3000,val\n50,100.5,green,yes,5000,val\n";
  private static final String WILD =
      "9999,-1e6,violet,no,-7777,val\n,1e9,violet,yes,1e6,val\n1,,mauve,no,0,val\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bought | {'missing': 'mean', 'missingIndicator': true}",
        "bought | {'missing': 'median', 'numeric': 'minMax'}",
        "price  | {'missing': 'mean'}",
        "price  | {'missing': 'median', 'numeric': 'none', 'scale': 0.001}",
      })
  void learnsNothingFromValidationRows(String target, String preprocessing) {
    service.uploadText("usual", HEADER + trainingRows() + USUAL);
    service.uploadText("wild", HEADER + WILD + trainingRows());
    String specification =
        """
        {"dataset": "%%s", "target": "%s", "features": ["age", "income", "color"],
         "split": {"column": "part"}, "preprocessing": %s, "network": {"hidden": [5]},
         "training": {"epochs": 3, "batchSize": 16, "restoreBest": false}}
        """
            .formatted(target, preprocessing.replace('\'', '"'));

    JsonNode usual = model(specification.formatted("usual"));
    JsonNode wild = model(specification.formatted("wild"));

    assertThat(wild.get("weightsSha256")).isEqualTo(usual.get("weightsSha256"));
    assertThat(wild.get("inputs")).isEqualTo(usual.get("inputs"));
    assertThat(wild.get("output")).isEqualTo(usual.get("output"));
    assertThat(wild.at("/metrics/validationLoss"))
        .as("the rows do differ")
        .isNotEqualTo(usual.at("/metrics/validationLoss"));
  }

  @Test
  void givesUnknownCategoriesAndMissingNumbersInputsOfTheirOwn() {
    service.uploadText("people", HEADER + trainingRows() + USUAL);

    JsonNode model =
        model(
            """
            {"dataset": "people", "target": "bought", "features": ["age", "income", "color"],
             "preprocessing": {"missing": "mean", "missingIndicator": true},
             "network": {"hidden": [5]}, "training": {"epochs": 2}, "model": {"name": "people"}}
            """);

    // age and whether it is missing, income, three colors and the unknown one
    assertThat(model.at("/network/inputSize").asInt()).isEqualTo(2 + 1 + 4);
    JsonNode predictions =
        predict(
            "people",
            "[[30, 100, \"red\"], [null, 100, \"red\"], [30, 100, \"beige\"], [30, 100, null]]");
    assertThat(predictions.at("/0/warnings")).isEmpty();
    assertThat(predictions.at("/1/warnings/0").asString()).isEqualTo("MISSING_IMPUTED: age");
    assertThat(predictions.at("/2/warnings/0").asString()).isEqualTo("UNSEEN_CATEGORY: color");
    assertThat(predictions.at("/3/warnings/0").asString()).isEqualTo("MISSING_IMPUTED: color");
    assertThat(predictions.at("/1/probability")).isNotEqualTo(predictions.at("/0/probability"));
    assertThat(predictions.at("/2/probability"))
        .as("both are unknown")
        .isEqualTo(predictions.at("/3/probability"));
  }

  /** No training row is unknown here, so that nothing is known about the unknown. */
  @Test
  void letsACategoryThatTrainingNeverMetSayNothing() {
    StringBuilder csv = new StringBuilder("color,label\n");
    for (int i = 0; i < 40; i++) {
      csv.append(i % 2 == 0 ? "red,yes\n" : "green,no\n");
    }
    service.uploadText("colors", csv.toString());
    model(
        """
        {"dataset": "colors", "target": "label", "network": {"hidden": [], "initializer": "ones"},
         "loss": "binaryCrossEntropy", "optimizer": {"type": "sgd", "learningRate": 1e-9},
         "training": {"epochs": 1}, "model": {"name": "colors"}}
        """);

    // All weights begin at 1, the bias at 0, and hardly move.
    double known = predict("colors", "[[\"red\"]]").at("/0/probabilities/yes").asDouble();
    double unknown = predict("colors", "[[\"blue\"]]").at("/0/probabilities/yes").asDouble();
    assertThat(known).isCloseTo(1 / (1 + Math.exp(-1)), offset(1e-5));
    assertThat(unknown).isCloseTo(0.5, offset(1e-5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'missingIndicator': true}                 | definition-invalid | /preprocessing/missingIndicator | takes none",
        "{'scale': 2}                               | definition-invalid | /preprocessing/scale   | set preprocessing.numeric to 'none'",
        "{'numeric': 'none', 'scale': 0}            | hyperparameter-out-of-range | /preprocessing/scale | between 1e-30",
        "{}                                         | missing-values     | /preprocessing/missing | age (7); set preprocessing.missing to 'mean' or 'median'",
      })
  void refusesPreprocessingThatCannotBe(
      String preprocessing, String type, String place, String message) {
    service.uploadText("people", HEADER + trainingRows() + USUAL);

    JsonNode problem =
        service.post(
            "/api/v1/jobs",
            """
            {"dataset": "people", "target": "bought", "features": ["age", "color"],
             "preprocessing": %s, "network": {"hidden": [5]}}
            """
                .formatted(preprocessing.replace('\'', '"')),
            422);

    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.path("field").asString("")).as(problem.toString()).isEqualTo(place);
    assertThat(problem.get("detail").asString()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"validationDataset", "testDataset"})
  void refusesHolesInAGivenDataSetUnlessThereIsARuleForThem(String part) {
    service.uploadText("whole", "x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n");
    service.uploadText("holes", "x,y\n1,2\n,4\n3,6\n,8\n");
    String specification =
        """
        {"dataset": "whole", "target": "y", "split": {"%s": "holes"}, "preprocessing": {"missing": "%s"},
         "network": {"hidden": [2]}, "training": {"epochs": 1}}
        """;

    JsonNode problem = service.post("/api/v1/jobs", specification.formatted(part, "reject"), 422);

    assertThat(problem.get("type").asString()).isEqualTo("/problems/missing-values");
    assertThat(problem.get("field").asString()).isEqualTo("/split/" + part);
    assertThat(problem.get("detail").asString()).contains("x (2) of the data set 'holes'");
    assertThat(service.train(specification.formatted(part, "mean")).get("state").asString())
        .isEqualTo("SUCCEEDED");
  }

  /** y1 and y2 are lines of x in units a million apart; the errors are those of the units. */
  @Test
  void scalesTargetsAndSpeaksInTheirUnits() {
    StringBuilder csv = new StringBuilder("x,small,large\n");
    for (int i = 0; i < 100; i++) {
      csv.append(String.format(Locale.ROOT, "%d,%.6f,%d\n", i, 0.001 * i + 5, 1000 * i - 20_000));
    }
    service.uploadText("lines", csv.toString());
    String common =
        """
        "network": {"hidden": []}, "optimizer": {"type": "sgd", "learningRate": 0.1},
        "training": {"epochs": 60, "batchSize": 10}
        """;
    JsonNode large =
        model(
            """
            {"dataset": "lines", "target": "large", "features": ["x"], "model": {"name": "large"}, %s}
            """
                .formatted(common));
    JsonNode both =
        model(
            """
            {"dataset": "lines", "target": ["small", "large"], "model": {"name": "both"}, %s}
            """
                .formatted(common));

    assertThat(predict("large", "[[10], [90]]").at("/0/value").asDouble())
        .isBetween(-10_050.0, -9_950.0);
    assertThat(large.at("/metrics/validationRootMeanSquaredError").asDouble())
        .isBetween(1e-4, 50.0);
    assertThat(both.at("/output/targets/1/deviation").asDouble()).isBetween(25_000.0, 33_000.0);
    JsonNode values = predict("both", "[[90]]").at("/0/values");
    assertThat(values.get("small").asDouble()).isBetween(5.089, 5.091);
    assertThat(values.get("large").asDouble()).isBetween(69_900.0, 70_100.0);
  }

  /** 0 and 1 as numbers, as texts, and as one output of a sigmoid. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number | classification | crossEntropy       | 1",
        "number | classification | binaryCrossEntropy | 1",
        "text   | classification | binaryCrossEntropy | positive",
        "coded  | classification | crossEntropy       | 10",
      })
  void takesBinaryTargetsAndClassesCodedAsWholeNumbers(
      String target, String task, String loss, String label) {
    StringBuilder csv = new StringBuilder("x,number,text,coded\n");
    for (int i = 0; i < 100; i++) {
      boolean high = i >= 50;
      csv.append(
          "%d,%d,%s,%d\n"
              .formatted(i, high ? 1 : 0, high ? "positive" : "negative", high ? 10 : 3));
    }
    service.uploadText("binary", csv.toString());

    JsonNode model =
        model(
            """
            {"dataset": "binary", "target": "%s", "features": ["x"], "task": "%s", "loss": "%s",
             "network": {"hidden": [4]}, "optimizer": {"type": "adam", "learningRate": 0.05},
             "training": {"epochs": 60, "batchSize": 10}, "model": {"name": "binary"}}
            """
                .formatted(target, task, loss));

    assertThat(model.at("/metrics/validationAccuracy").asDouble()).isGreaterThanOrEqualTo(0.95);
    JsonNode prediction = predict("binary", "[[90]]").get(0);
    assertThat(prediction.get("label").asString()).isEqualTo(label);
    assertThat(prediction.get("probability").asDouble()).isGreaterThan(0.9);
  }

  private JsonNode model(String specification) {
    JsonNode job = service.train(specification);
    assertThat(job.at("/state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    return service.get(
        "/api/v1/models/%s/versions/%d"
            .formatted(job.at("/model/name").asString(), job.at("/model/version").asInt()));
  }

  private JsonNode predict(String model, String instances) {
    return service
        .post(
            "/api/v1/models/%s/predict".formatted(model),
            "{\"instances\": %s}".formatted(instances),
            200)
        .get("predictions");
  }
}
