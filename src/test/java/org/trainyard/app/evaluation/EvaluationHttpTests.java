package org.trainyard.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.HttpService;
import tools.jackson.databind.JsonNode;

/** Evaluations over HTTP: at the end of training, on any data set, and what does not fit. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EvaluationHttpTests {

  private static final String HEADER = "size,age,color,kind,price,weight\n";

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

  /** The kind and the price follow the size; the age and the color tell nothing. */
  private static String things(int rows, long seed) {
    StringBuilder csv = new StringBuilder(HEADER);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < rows; i++) {
      int size = random.nextInt(100);
      csv.append(size).append(',').append(random.nextInt(80)).append(',');
      csv.append(random.nextBoolean() ? "red" : "green").append(',');
      csv.append(size < 30 ? "small" : size < 70 ? "middle" : "large").append(',');
      csv.append(2 * size + 10).append(',').append(size + random.nextInt(3)).append('\n');
    }
    return csv.toString();
  }

  private JsonNode trained(String model, String target, String more) {
    JsonNode job =
        service.train(
            """
            {"dataset": "things", "target": %s, "features": ["size", "age", "color"],
             "network": {"hidden": [16]}, "optimizer": {"type": "adam", "learningRate": 0.02},
             "training": {"epochs": 30, "batchSize": 20}, "model": {"name": "%s"}%s}
            """
                .formatted(target, model, more));
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    return service.get("/api/v1/models/" + model);
  }

  private void trainAll() {
    if (service.get("/api/v1/models").get("items").isEmpty()) {
      service.uploadText("things", things(300, 1));
      service.uploadText("more", things(200, 2));
      trained("kinds", "\"kind\"", ", \"split\": {\"validation\": 0.2, \"test\": 0.2}");
      trained("prices", "\"price\"", "");
      trained("both", "[\"price\", \"weight\"]", "");
      trained("blind", "\"kind\"", ", \"split\": {\"validation\": 0, \"test\": 0}");
    }
  }

  @Test
  void keepsTheEvaluationOnTheTestRows() {
    trainAll();
    JsonNode model = service.get("/api/v1/models/kinds/versions/1");
    JsonNode found = service.get("/api/v1/models/kinds/versions/1/evaluation");

    assertThat(found.get("split").asString()).isEqualTo("test");
    assertThat(found.get("task").asString()).isEqualTo("classification");
    assertThat(found.get("rows").asLong()).isEqualTo(60);
    assertThat(found.at("/model/name").asString()).isEqualTo("kinds");
    assertThat(found.get("accuracy").asDouble())
        .isCloseTo(model.at("/metrics/testAccuracy").asDouble(), within(1e-12));
    assertThat(found.get("loss").asDouble())
        .isCloseTo(model.at("/metrics/testLoss").asDouble(), within(1e-5));
    assertThat(found.get("perClass")).hasSize(3);
    assertThat(found.at("/confusionMatrix/counts")).hasSize(3);
    assertThat(found.at("/roc/0/area").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void keepsTheEvaluationOnTheValidationRowsWhereThereAreNoTestRows() {
    trainAll();
    JsonNode model = service.get("/api/v1/models/prices/versions/1");
    JsonNode found = service.get("/api/v1/models/prices/versions/1/evaluation");

    assertThat(found.get("split").asString()).isEqualTo("validation");
    assertThat(found.get("task").asString()).isEqualTo("regression");
    assertThat(found.get("rows").asLong()).isEqualTo(60);
    assertThat(found.get("rootMeanSquaredError").asDouble())
        .isCloseTo(model.at("/metrics/validationRootMeanSquaredError").asDouble(), within(1e-3));
    assertThat(found.get("predictedVersusActual")).hasSize(60);
    assertThat(found.has("targets")).isFalse();
  }

  @Test
  void evaluatesOnAnyDataSetByIdOrName() {
    trainAll();
    JsonNode byName = service.post("/api/v1/models/kinds/evaluate", "{\"dataset\": \"more\"}", 200);
    JsonNode byId =
        service.post(
            "/api/v1/models/kinds/versions/1/evaluate",
            "{\"dataset\": \"%s\"}".formatted(byName.get("dataset").asString()),
            200);

    assertThat(byId).isEqualTo(byName);
    assertThat(byName.has("split")).isFalse();
    assertThat(byName.get("rows").asLong()).isEqualTo(200);
    assertThat(byName.get("accuracy").asDouble()).isGreaterThan(0.8);
  }

  @Test
  void measuresEachOfSeveralTargetsInItsUnit() {
    trainAll();
    JsonNode found = service.post("/api/v1/models/both/evaluate", "{\"dataset\": \"more\"}", 200);

    assertThat(found.get("r2").isNull()).isTrue();
    assertThat(found.get("targets")).hasSize(2);
    assertThat(found.at("/targets/0/target").asString()).isEqualTo("price");
    assertThat(found.at("/targets/0/rootMeanSquaredError").asDouble())
        .isGreaterThan(0.5 * found.at("/targets/1/rootMeanSquaredError").asDouble());
    assertThat(found.at("/targets/1/r2").asDouble()).isGreaterThan(0.8);
  }

  @Test
  void aModelWithoutHeldOutRowsHasNone() {
    trainAll();
    JsonNode problem =
        HttpService.json(
            service.send(service.request("/api/v1/models/blind/versions/1/evaluation").GET()), 404);

    assertThat(problem.get("detail").asString()).contains("held out no rows");
    assertThat(problem.get("hint").asString()).contains("/evaluate");
  }

  @Test
  void aDeletedVersionTakesItsEvaluationAlong() {
    trainAll();
    trained("gone", "\"price\"", "");
    String path = "/api/v1/models/gone/versions/1";
    assertThat(service.get(path + "/evaluation").get("rows").asLong()).isEqualTo(60);
    assertThat(service.send(service.request(path).DELETE()).statusCode()).isEqualTo(204);

    HttpService.json(service.send(service.request(path + "/evaluation").GET()), 404);
  }

  /** A label is a text, whether a data set holds it as a number or as a text. */
  @Test
  void comparesNumberedClassesByTheirText() {
    StringBuilder rows = new StringBuilder("size,class\n");
    for (int i = 0; i < 90; i++) {
      rows.append(i).append(',').append(i < 30 ? 1 : i < 60 ? 2 : 10).append('\n');
    }
    service.uploadText("numbered", rows.toString());
    JsonNode job =
        service.train(
            """
            {"dataset": "numbered", "target": "class", "task": "classification",
             "network": {"hidden": [16]}, "optimizer": {"type": "adam", "learningRate": 0.02},
             "training": {"epochs": 60, "batchSize": 10}, "model": {"name": "numbered"}}
            """);
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    String columns =
        URLEncoder.encode("{\"class\": {\"type\": \"categorical\"}}", StandardCharsets.UTF_8);
    String asTexts = service.uploadText("texts&columns=" + columns, rows.toString());
    String path = "/api/v1/models/numbered/evaluate";

    JsonNode numbers = service.post(path, "{\"dataset\": \"numbered\"}", 200);
    JsonNode same = service.post(path, "{\"dataset\": \"" + asTexts + "\"}", 200);
    String more = service.uploadText("sevens", "size,class\n5,1\n6,7\n7,7\n");
    JsonNode problem = service.post(path, "{\"dataset\": \"" + more + "\"}", 422);

    assertThat(service.get("/api/v1/datasets/" + asTexts).at("/columns/1/type").asString())
        .isEqualTo("categorical");
    assertThat(numbers.get("accuracy").asDouble()).isGreaterThan(0.8);
    assertThat(same.get("confusionMatrix")).isEqualTo(numbers.get("confusionMatrix"));
    assertThat(problem.get("type").asString()).isEqualTo("/problems/label-invalid");
    assertThat(problem.get("detail").asString())
        .contains("2 of 3 rows", "'7' (2 rows)", "[1, 2, 10]");
  }

  /** Columns: model, the data set, type, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kinds  | size,age,kind;1,2,small;3,4,large                       | schema-mismatch | no categorical column 'color', which is an input of the model: there is no such column
          kinds  | size,age,color,kind;1,a,red,small;3,b,red,large         | schema-mismatch | no numeric column 'age', which is an input of the model: it is categorical
          kinds  | size,age,color;1,2,red;3,4,green                        | schema-mismatch | no categorical column 'kind', which is what the model predicts
          kinds  | size,age,color,kind;1,2,red,7;3,4,green,8               | schema-mismatch | no categorical column 'kind', which is what the model predicts: it is numeric
          kinds  | size,age,color,kind;1,2,red,small;3,4,red,huge;5,6,red,huge | label-invalid | 2 of 3 rows
          kinds  | size,age,color,kind;1,2,red,small;3,4,red,huge;5,6,red,huge | label-invalid | that the model does not know: 'huge' (2 rows). It knows
          kinds  | size,age,color,kind;1,2,red,small;3,4,red,              | label-invalid   | 'kind' is missing in 1 of 2 rows
          kinds  | size,age,color,kind;1,,red,small;3,4,red,large          | missing-values  | 'age' is missing in 1 of 2 rows
          prices | size,age,color,price;1,2,red,4;3,4,red,                 | label-invalid   | 'price' is missing in 1 of 2 rows
          prices | size,age,color,price;1,2,red,a;3,4,red,b                | schema-mismatch | no numeric column 'price', which is what the model predicts: it is categorical
          """)
  void saysWhatDoesNotFit(String model, String csv, String type, String message) {
    trainAll();
    String id = service.uploadText("odd", csv.replace(';', '\n') + "\n");
    JsonNode problem =
        service.post("/api/v1/models/" + model + "/evaluate", "{\"dataset\": \"" + id + "\"}", 422);

    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.get("detail").asString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kinds  | {}                                            | 400 | missing-field",
        "kinds  | {\"dataset\": 5}                              | 400 | wrong-type",
        "kinds  | {\"data\": \"things\"}                        | 400 | unknown-field",
        "kinds  | {\"dataset\": \"ds_00000000000000000000000000\"} | 404 | not-found",
        "nobody | {\"dataset\": \"things\"}                     | 404 | not-found",
      })
  void saysWhatIsWrongWithARequest(String model, String body, int status, String type) {
    trainAll();
    JsonNode problem = service.post("/api/v1/models/" + model + "/evaluate", body, status);

    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
  }
}
