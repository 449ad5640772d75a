package org.trainyard.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What inputs are worth: known answers, and the same answer for the same seed. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ImportanceHttpTests {

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

  /** The kind follows from the color and a little from the size; the age tells nothing. */
  private static String things(int rows) {
    StringBuilder csv = new StringBuilder("age,color,size,kind,price\n");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < rows; i++) {
      int size = random.nextInt(100);
      boolean red = random.nextBoolean();
      csv.append(random.nextInt(80)).append(',').append(red ? "red" : "green").append(',');
      csv.append(size).append(',').append(red || size > 80 ? "a" : "b").append(',');
      csv.append(3 * size).append('\n');
    }
    return csv.toString();
  }

  private void trainAll() {
    if (service.get("/api/v1/models").get("items").isEmpty()) {
      service.uploadText("things", things(300));
      for (String target : new String[] {"kind", "price"}) {
        JsonNode job =
            service.train(
                """
                {"dataset": "things", "target": "%1$s", "features": ["age", "color", "size"],
                 "network": {"hidden": [16]}, "optimizer": {"type": "adam", "learningRate": 0.02},
                 "training": {"epochs": 40, "batchSize": 20}, "model": {"name": "%1$s"}}
                """
                    .formatted(target));
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
      }
    }
  }

  private JsonNode importance(String model, String more) {
    return service.get(
        "/api/v1/models/%s/versions/1/importance?dataset=things%s".formatted(model, more));
  }

  @Test
  void ordersTheInputsOfAClassification() {
    trainAll();
    JsonNode found = importance("kind", "");

    assertThat(found.get("metric").asString()).isEqualTo("accuracy");
    assertThat(found.get("baseline").asDouble()).isGreaterThan(0.9);
    assertThat(found.get("rows").asLong()).isEqualTo(300);
    assertThat(found.get("repeats").asInt()).isEqualTo(5);
    assertThat(found.has("note")).isFalse();
    assertThat(found.at("/inputs/0/input").asString()).isEqualTo("color");
    assertThat(found.at("/inputs/1/input").asString()).isEqualTo("size");
    assertThat(found.at("/inputs/2/input").asString()).isEqualTo("age");
    assertThat(found.at("/inputs/0/importance").asDouble()).isGreaterThan(0.3);
    assertThat(found.at("/inputs/0/lossIncrease").asDouble()).isGreaterThan(0.3);
    assertThat(found.at("/inputs/0/values")).hasSize(5);
    assertThat(found.at("/inputs/0/standardDeviation").asDouble()).isPositive();
    assertThat(found.at("/inputs/2/importance").asDouble()).isLessThan(0.05);
  }

  @Test
  void ordersTheInputsOfARegression() {
    trainAll();
    JsonNode found = importance("price", "&repeats=2");

    assertThat(found.get("metric").asString()).isEqualTo("r2");
    assertThat(found.at("/inputs/0/input").asString()).isEqualTo("size");
    assertThat(found.at("/inputs/0/importance").asDouble()).isGreaterThan(1);
    assertThat(found.at("/inputs/0").has("lossIncrease")).isFalse();
  }

  @Test
  void theSeedDecides() {
    trainAll();
    JsonNode first = importance("kind", "&seed=7");

    assertThat(importance("kind", "&seed=7")).isEqualTo(first);
    assertThat(importance("kind", "&seed=8").at("/inputs/0/values"))
        .isNotEqualTo(first.at("/inputs/0/values"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?dataset=things&repeats=0    | 422 | hyperparameter-out-of-range | repeats is 1 to 100",
        "?dataset=things&repeats=101  | 422 | hyperparameter-out-of-range | got 101",
        "?dataset=things&repeats=many | 400 | wrong-type                  | repeats",
        "?dataset=nothing             | 404 | not-found                   | nothing",
        "?repeats=5                   | 400 | missing-field               | dataset",
        "?dataset=things&seeds=1      | 400 | unknown-field               | seeds",
      })
  void saysWhatIsWrong(String query, int status, String type, String message) {
    trainAll();
    JsonNode problem =
        HttpService.json(
            service.send(
                service.request("/api/v1/models/kind/versions/1/importance" + query).GET()),
            status);

    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.get("detail").asString()).contains(message);
  }
}
