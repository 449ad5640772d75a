package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** The catalogue of bad inputs: data that do not fit the training that is asked for. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DataBadInputTests {

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

  /** 30 rows: two features, a constant, gaps, and targets of many kinds. */
  private static String table() {
    return "x,z,same,gaps,label,number,fraction,one,pairs,flat\n"
        + IntStream.range(0, 30)
            .mapToObj(i ->
                "%s,%s,5,%s,%s,%d,%s,only,%s,4"
                    .formatted(
                        i * 7 % 30 + 0.5,
                        i * 11 % 30 + 0.25,
                        i % 4 == 0 ? "" : Integer.toString(i),
                        i % 2 == 0 ? "a" : "b",
                        i % 3 - 1,
                        i % 3 + 0.5,
                        i == 7 ? "rare" : i % 2 == 0 ? "u" : "v"))
            .collect(Collectors.joining("\n"));
  }

  /** Columns: row, target, features, further members, status, type, place, words. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "B088 absent | lable | x | `` | 422 | label-invalid | /target | Did you mean 'label'?",
        "B120 | label | x,gaps | `` | 422 | missing-values | /preprocessing/missing | gaps (8); set preprocessing.missing",
        "B121 fractions | fraction | x | , 'task': 'classification' | 422 | label-invalid | /target | holds fractions",
        "B121 text | label | x | , 'task': 'regression' | 422 | label-invalid | /target | holds text",
        "B121 blanks | gaps | x | `` | 422 | label-invalid | /target | missing in 8 of 30 rows",
        "B122 | one | x | `` | 422 | single-class | /target | All 30 rows have the class 'only'",
        "B123 | pairs | x | `` | 422 | class-count | /split/stratified | 'rare' (1)",
        "B124 | label | x | , 'split': {'validation': 0.01, 'stratified': false} | 422 | too-few-rows | /split | 0 for validation",
        "B126 | label | same | `` | 422 | constant-columns | /features | nothing to learn from",
        "B129 | label | x,label | `` | 422 | definition-invalid | /features/1 | is the target",
        "B132 one | label | x | , 'split': {'validation': 1} | 422 | hyperparameter-out-of-range | /split/validation | at most 0.9",
        "B132 negative | label | x | , 'split': {'validation': -0.1} | 422 | hyperparameter-out-of-range | /split/validation | at least 0",
        "B132 beyond | label | x | , 'split': {'validation': 1.5} | 422 | hyperparameter-out-of-range | /split/validation | got 1.5",
        "B132 NaN | label | x | , 'split': {'validation': NaN} | 400 | malformed-json | `` | NaN",
      })
  void dataThatDoNotFitAreRefused(
      String row,
      String target,
      String features,
      String members,
      int status,
      String type,
      String place,
      String words) {
    service.uploadText("table", table());

    JsonNode problem = service.post("/api/v1/jobs", job(target, features, members), status);

    assertThat(problem.get("type").asString())
        .as(problem.toString())
        .isEqualTo("/problems/" + type);
    if (!place.isEmpty()) {
      assertThat(problem.path("field").asString("")).as(problem.toString()).isEqualTo(place);
    }
    assertThat(problem.get("detail").asString()).contains(words);
  }

  /** B124: one row is too few for any split. */
  @Test
  void oneRowIsTooFew() {
    service.uploadText("single", "x,y\n1,2\n");

    JsonNode problem =
        service.post("/api/v1/jobs", job("y", "x", "").replace("table", "single"), 422);

    assertThat(problem.get("type").asString())
        .as(problem.toString())
        .isEqualTo("/problems/too-few-rows");
  }

  /**
   * B121 numbers as labels, B125 a constant column, B128 a constant target, B130 a batch larger
   * than the rows, B131 a last batch of one row with batch normalization, B132 no validation: all
   * train, and nothing is NaN.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "B121 | number | x | , 'task': 'classification'",
        "B125 | label  | x,same | ``",
        "B128 | flat   | x,z | ``",
        "B130 | label  | x | , 'training': {'epochs': 2, 'batchSize': 1000}",
        "B131 | label  | x | , 'split': {'validation': 0}, 'training': {'epochs': 2, 'batchSize': 29}, 'network': {'hidden': [3], 'normalization': 'batch'}",
        "B132 | label  | x | , 'split': {'validation': 0}",
      })
  void dataThatAreOddTrain(String row, String target, String features, String members) {
    service.uploadText("table", table());

    JsonNode job = service.train(job(target, features, members));

    assertThat(job.at("/state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.at("/latest/trainingLoss").isNumber()).as(job.toString()).isTrue();
  }

  private static String job(String target, String features, String members) {
    String named = "\"" + features.replace(",", "\", \"") + "\"";
    String network = members.contains("network") ? "" : ", \"network\": {\"hidden\": [3]}";
    String training = members.contains("training") ? "" : ", \"training\": {\"epochs\": 2}";
    return """
    {"dataset": "table", "target": "%s", "features": [%s]%s%s%s}
    """
        .formatted(target, named, network, training, members.replace('\'', '"'));
  }
}
