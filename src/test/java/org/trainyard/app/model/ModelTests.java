package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.HttpService;
import tools.jackson.databind.JsonNode;

/** Models over HTTP: list, look at, predict, delete; and what each wrong request is told. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "trainyard.models.max-instances=1000")
class ModelTests {

  private static final String ROW = "{\"age\": 30, \"height\": 50, \"color\": \"red\"}";

  @TempDir private static Path data;

  @Autowired private ModelRegistry registry;
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

  /** Columns: model, instances, status, type, place, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          people | []                                               | 422 | dataset-empty    | /instances             | send at least one
          people | [1]                                              | 400 | wrong-type       | /instances/0           | an object (by column name) or an array
          people | [null]                                           | 400 | wrong-type       | /instances/0           | an object (by column name) or an array
          people | ["red"]                                          | 400 | wrong-type       | /instances/0           | an object (by column name) or an array
          people | {}                                               | 400 | wrong-type       | /instances             | must be an array, got an object
          people | null                                             | 400 | wrong-type       | /instances             | must be an array, got null
          people | [{}]                                             | 422 | schema-mismatch  | /instances/0           | lacks age, height, color; send null
          people | [{"age": 1, "height": 2}]                        | 422 | schema-mismatch  | /instances/0           | lacks color; send null
          people | [{"age": 1, "height": 2, "colour": "red"}]       | 422 | schema-mismatch  | /instances/0/colour    | Did you mean 'color'?
          people | [{"age": 1, "height": 2, "color": "red", "bought": "no"}] | 422 | schema-mismatch | /instances/0/bought | It is what the model predicts: leave it out.
          people | [[1, 2]]                                         | 422 | schema-mismatch  | /instances/0           | 3 columns, in this order: age, height, color; the instance has 2
          people | [[1, 2, "red", 4]]                               | 422 | schema-mismatch  | /instances/0           | the instance has 4
          people | [[1, 2, "red"], [1]]                             | 422 | schema-mismatch  | /instances/1           | the instance has 1
          people | [["1", 2, "red"]]                                | 400 | wrong-type       | /instances/0/0         | 'age' takes a number, got "1"; leave the quotes out.
          people | [[true, 2, "red"]]                               | 400 | wrong-type       | /instances/0/0         | 'age' takes a number, got true.
          people | [[[1], 2, "red"]]                                | 400 | wrong-type       | /instances/0/0         | 'age' takes a number, got [1].
          people | [[1e39, 2, "red"]]                               | 422 | value-not-finite | /instances/0/0         | beyond the range of a 32-bit number
          people | [[1e400, 2, "red"]]                              | 400 | number-not-finite | /instances/0/0        | double precision
          people | [[NaN, 2, "red"]]                                | 400 | malformed-json   |                        | NaN and Infinity are not JSON
          people | [["NaN", 2, "red"]]                              | 400 | wrong-type       | /instances/0/0         | takes a number, got "NaN"
          people | [[1, null, "red"]]                               | 422 | missing-values   | /instances/0/1         | 'height' is missing
          people | [{"age": 1, "height": null, "color": "red"}]     | 422 | missing-values   | /instances/0/height    | send a value
          people | [[1, 2, 3]]                                      | 400 | wrong-type       | /instances/0/2         | 'color' takes a text, got 3; send "3".
          people | [[1, 2, ["red"]]]                                | 400 | wrong-type       | /instances/0/2         | 'color' takes a text, got ["red"]; send one of its categories.
          people | [[1, 2, {}]]                                     | 400 | wrong-type       | /instances/0/2         | 'color' takes a text, got {}
          people | [{"age": 1, "age": 2}]                           | 400 | duplicate-field  | /instances/0/age       | stands twice
          digits | [[1, 2, 3, 4, 5]]                                | 422 | schema-mismatch  | /instances/0           | the instance has 5
          digits | [{"pixels": [[1, 2, 3], [4, 5]]}]                | 422 | schema-mismatch  | /instances/0/pixels    | takes 6 numbers (shape [2, 3]), got 5
          digits | [{"pixels": [1, 2, 3, 4, 5, 6, 7]}]              | 422 | schema-mismatch  | /instances/0/pixels    | got at least 7
          digits | [{"pixels": [1, 2, 3, 4, 5, "6"]}]               | 400 | wrong-type       | /instances/0/pixels/5  | 'pixels' takes a number, got "6"
          digits | [{"pixels": 3}]                                  | 400 | wrong-type       | /instances/0/pixels    | an array of 6 numbers
          prices | [{"a/b~c": "1"}]                                 | 400 | wrong-type       | /instances/0/a~1b~0c   | 'a/b~c' takes a number
          prices | [[3e38]]                                         | 422 | value-not-finite | /instances/0           | beyond the range of a 32-bit number
          peeple | [[1]]                                            | 404 | not-found        |                        | There is no model 'peeple'
          """)
  void saysWhatIsWrongWithInstances(
      String model, String instances, int status, String type, String place, String message)
      throws IOException {
    registerAll();
    JsonNode problem =
        service.post(
            "/api/v1/models/" + model + "/predict", "{\"instances\": " + instances + "}", status);

    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.path("detail").asString()).contains(message);
    assertThat(problem.path("field").asString("")).isEqualTo(place == null ? "" : place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"instance": [[1]]}            | 400 | unknown-field | Did you mean 'instances'?
          {"inputs": [[1]]}              | 400 | unknown-field | 'inputs' is not known here
          {}                             | 400 | missing-field | 'instances' is missing
          {"instances": [], "probabilities": true} | 400 | unknown-field | 'probabilities'
          [[1]]                          | 400 | wrong-type    | must be an object, got an array
          null                           | 400 | wrong-type    | must be an object, got null
          """)
  void saysWhatIsWrongWithARequest(String body, int status, String type, String message)
      throws IOException {
    registerAll();
    JsonNode problem = service.post("/api/v1/models/people/predict", body, status);

    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.path("detail").asString()).contains(message);
  }

  @Test
  void refusesMoreRowsThanItsLimit() throws IOException {
    registerAll();
    JsonNode problem = service.post("/api/v1/models/people/predict", rows(1001), 413);

    assertThat(problem.path("type").asString()).isEqualTo("/problems/too-many-rows");
    assertThat(problem.path("limit").asInt()).isEqualTo(1000);
    assertThat(problem.path("actual").asInt()).isEqualTo(1001);
    assertThat(
            service
                .post("/api/v1/models/people/predict", rows(1000), 200)
                .get("predictions")
                .size())
        .isEqualTo(1000);
  }

  @Test
  void warnsOfValuesThatTheTrainingDidNotKnow() throws IOException {
    registerAll();
    JsonNode answer =
        service.post(
            "/api/v1/models/people/predict",
            """
            {"instances": [[30, 50, "red"], [null, 50, "blue"], [30, 500, null], [30, 50, ""]]}
            """,
            200);

    assertThat(answer.at("/predictions/0/warnings").size()).isZero();
    assertThat(answer.at("/predictions/1/warnings").valueStream().map(JsonNode::asString))
        .containsExactly("MISSING_IMPUTED: age", "UNSEEN_CATEGORY: color");
    assertThat(answer.at("/predictions/2/warnings").valueStream().map(JsonNode::asString))
        .containsExactly("OUT_OF_TRAINING_RANGE: height", "MISSING_IMPUTED: color");
    assertThat(answer.at("/predictions/3/warnings").valueStream().map(JsonNode::asString))
        .containsExactly("MISSING_IMPUTED: color"); // an empty text is none, as in a data set
  }

  @Test
  void readsPixelsNestedFlatAndBare() throws IOException {
    registerAll();
    JsonNode predictions =
        service
            .post(
                "/api/v1/models/digits/predict",
                """
                {"instances": [{"pixels": [[1, 2, 3], [4, 5, 6]]}, {"pixels": [1, 2, 3, 4, 5, 6]},
                               [1, 2, 3, 4, 5, 6], [[1, 2, 3, 4, 5, 6]]]}
                """,
                200)
            .get("predictions");

    assertThat(Set.copyOf(predictions.valueStream().map(JsonNode::toString).toList())).hasSize(1);
  }

  @Test
  void listsModelsPageByPage() throws IOException {
    register("list-a", 1);
    register("list-b", 1);
    register("list-b", 2);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.get("/api/v1/models?limit=1&cursor=" + cursor);
      page.get("items")
          .forEach(item -> seen.add(item.get("name").asString() + item.get("latestVersion")));
      cursor = page.path("nextCursor").asString("");
    } while (!cursor.isEmpty());

    assertThat(seen).contains("list-a1", "list-b2").isSorted().doesNotHaveDuplicates();
  }

  @Test
  void keepsVersionsApart() throws IOException {
    register("versions", 1);
    register("versions", 2);
    JsonNode newest = service.get("/api/v1/models/versions");
    JsonNode first = service.get("/api/v1/models/versions/versions/1");

    assertThat(newest.get("version").asInt()).isEqualTo(2);
    assertThat(newest.get("versions").valueStream().map(JsonNode::asInt)).containsExactly(2, 1);
    assertThat(first.get("weightsSha256")).isNotEqualTo(newest.get("weightsSha256"));
    assertThat(predict("versions/versions/1")).isNotEqualTo(predict("versions"));
    assertThat(predict("versions/versions/2")).isEqualTo(predict("versions"));
  }

  @Test
  void neverGivesAVersionTwice() throws IOException {
    register("reborn", 1);
    assertThat(delete("reborn", 1)).isEqualTo(204);
    assertThat(delete("reborn", 1)).isEqualTo(404);
    assertThat(register("reborn", 1).version()).isEqualTo(2);
  }

  @Test
  void keepsAFileThatAnotherVersionShares() throws IOException {
    ModelVersion first = register("shared", 50_005);
    ModelVersion twin = register("twin", 50_005);
    assertThat(first.fileSha256()).isEqualTo(twin.fileSha256());

    assertThat(delete("shared", 1)).isEqualTo(204);
    assertThat(service.get("/api/v1/models/twin").get("version").asInt()).isEqualTo(1);
    assertThat(delete("twin", 1)).isEqualTo(204);
    try (Stream<Path> files = Files.list(data.resolve("models"))) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.contains(first.fileSha256()));
    }
  }

  @Test
  void keepsAFileThatIsStoredButHasNoVersionYet() throws IOException {
    register("quick", 6);
    StoredModel stored = registry.store(SampleModels.classifier(6));
    assertThat(delete("quick", 1)).isEqualTo(204);
    registry.register("slow", stored, "job_2", Instant.EPOCH);

    assertThat(predict("slow").at("/0/label").asString()).isIn("yes", "no");
  }

  @Test
  void answersWhileAVersionIsDeletedOrSaysThatItIsGone() throws Exception {
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < 20; round++) {
      register("doomed", round);
      int version = round + 1;
      CountDownLatch predicting = new CountDownLatch(4);
      Callable<Integer> predictions =
          () -> {
            int status = 0;
            do {
              status = status("doomed", version);
              statuses.add(status);
              predicting.countDown();
            } while (status == 200);
            return status;
          };
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> ends =
            Stream.generate(() -> threads.submit(predictions)).limit(4).toList();
        predicting.await();
        assertThat(delete("doomed", version)).isEqualTo(204);
        for (Future<Integer> end : ends) {
          assertThat(end.get()).isEqualTo(404);
        }
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 404);
  }

  @Test
  void saysThatAFileIsDamagedWithoutAStackTrace() throws IOException {
    ModelVersion version = register("damaged", 9);
    Path file = data.resolve("models").resolve(version.fileSha256() + ".trainyard");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    JsonNode problem =
        service.post("/api/v1/models/damaged/predict", "{\"instances\": [" + ROW + "]}", 503);

    assertThat(problem.path("type").asString()).isEqualTo("/problems/artifact-corrupt");
    assertThat(problem.path("detail").asString()).contains("'damaged' version 1", "train it again");
    assertThat(problem.toString()).doesNotContain("Exception", "checksum");
  }

  @Test
  void sendsNoFileThatWasDamagedBelowTheModelInMemory() throws IOException {
    ModelVersion version = register("scratched", 11);
    Path file = data.resolve("models").resolve(version.fileSha256() + ".trainyard");
    String path = "/api/v1/models/scratched/versions/1/files/model.trainyard";
    service.post("/api/v1/models/scratched/predict", "{\"instances\": [" + ROW + "]}", 200);

    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(problem(path)).isEqualTo("/problems/artifact-corrupt");

    Files.delete(file);
    assertThat(problem(path)).isEqualTo("/problems/artifact-corrupt");
    service.post("/api/v1/models/scratched/predict", "{\"instances\": [" + ROW + "]}", 200);
  }

  private String problem(String path) {
    return HttpService.json(service.send(service.request(path).GET()), 503).path("type").asString();
  }

  @Test
  void namesTheNearestModelAndVersion() throws IOException {
    registerAll();
    assertThat(service.post("/api/v1/models/peeple/predict", rows(1), 404).get("hint").asString())
        .isEqualTo("Did you mean 'people'?");
    assertThat(
            service
                .post("/api/v1/models/people/versions/99/predict", rows(1), 404)
                .get("detail")
                .asString())
        .contains("has no version 99; its newest is");
  }

  @Test
  void measuresPredictions() throws IOException {
    register("measured", 1);
    double before = meter("trainyard_predict_seconds_count{protocol=\"native\"}");
    predict("measured");
    predict("measured");
    service.post("/api/v1/models/measured/predict", "{\"instances\": []}", 422);

    assertThat(meter("trainyard_predict_seconds_count{protocol=\"native\"}"))
        .isGreaterThanOrEqualTo(before + 2);
    assertThat(meter("trainyard_predict_rows_sum{protocol=\"native\"}")).isPositive();
    assertThat(meter("trainyard_predict_seconds_bucket{protocol=\"native\",le=\"+Inf\"}"))
        .isPositive();
  }

  private void registerAll() throws IOException {
    if (registry.newest("", 200).stream().noneMatch(model -> model.name().equals("prices"))) {
      register("people", 1);
      register("digits", SampleModels.images(1));
      register("prices", SampleModels.regressor(1e39));
    }
  }

  private ModelVersion register(String name, long seed) throws IOException {
    return register(name, SampleModels.classifier(seed));
  }

  private ModelVersion register(String name, TrainedModel model) throws IOException {
    StoredModel file = registry.store(model);
    try {
      return registry.register(name, file, "job_1", Instant.EPOCH);
    } finally {
      registry.release(file);
    }
  }

  private JsonNode predict(String path) {
    return service
        .post("/api/v1/models/" + path + "/predict", "{\"instances\": [" + ROW + "]}", 200)
        .get("predictions");
  }

  private int status(String name, int version) {
    return service
        .send(
            service
                .request("/api/v1/models/%s/versions/%d/predict".formatted(name, version))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"instances\": [" + ROW + "]}")))
        .statusCode();
  }

  private int delete(String name, int version) {
    return service
        .send(service.request("/api/v1/models/%s/versions/%d".formatted(name, version)).DELETE())
        .statusCode();
  }

  private double meter(String name) {
    return service
        .send(service.request("/actuator/prometheus").GET())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  private static String rows(int count) {
    return "{\"instances\": [" + String.join(",", Collections.nCopies(count, ROW)) + "]}";
  }
}
