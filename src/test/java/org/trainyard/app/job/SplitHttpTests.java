package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

/** Which rows are held out: drawn, named by a column, or in data sets of their own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SplitHttpTests {

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

  /** 40 rows: x, a class of two, a part, a class of which one has a single row, numbers as text. */
  private static String table() {
    StringBuilder csv = new StringBuilder("x,label,part,rare,fold,holes\n");
    for (int i = 0; i < 40; i++) {
      csv.append(
          "%d,%s,%s,%s,%d,%s%n"
              .formatted(
                  i * 7 % 40,
                  i % 2 == 0 ? "even" : "odd",
                  i < 24 ? "Train" : i < 32 ? "val" : "TEST",
                  i == 30 ? "once" : i % 2 == 0 ? "even" : "odd",
                  i % 3,
                  i == 5 ? "" : i % 7));
    }
    return csv.toString().replace("\r", "");
  }

  private static String specification(String dataset, String target, String split) {
    return """
    {"dataset": "%s", "target": "%s", "features": ["x"], "split": %s, "network": {"hidden": [4]},
     "training": {"epochs": 2, "batchSize": 8}}
    """
        .formatted(dataset, target, split);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | 32 |  8 |  0",
        "{'validation': 0.25, 'test': 0.25}        | 20 | 10 | 10",
        "{'validation': 0, 'stratified': false}    | 40 |  0 |  0",
        "{'stratified': false, 'test': 0.1}        | 28 |  8 |  4",
        "{'column': 'part'}                        | 24 |  8 |  8",
        "{'validationDataset': 'table'}            | 40 | 40 |  0",
        "{'testDataset': 'table'}                  | 32 |  8 | 40",
      })
  void countsTheRowsOfEachPart(String split, long training, long validation, long test) {
    service.uploadText("table", table());

    JsonNode job = service.train(specification("table", "label", split.replace('\'', '"')));

    assertThat(job.at("/state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    JsonNode rows = job.at("/resolved/split/rows");
    assertThat(rows.get("training").asLong()).isEqualTo(training);
    assertThat(rows.get("validation").asLong()).isEqualTo(validation);
    assertThat(rows.get("test").asLong()).isEqualTo(test);
    JsonNode metrics = model(job).get("metrics");
    assertThat(metrics.has("validationAccuracy")).isEqualTo(validation > 0);
    assertThat(metrics.has("testAccuracy")).isEqualTo(test > 0);
  }

  @Test
  void drawsValidationRowsFromThoseThatAColumnTrainsOn() {
    service.uploadText("halves", table().replace(",val,", ",train,"));

    JsonNode job =
        service.train(
            specification("halves", "label", "{\"column\": \"part\", \"validation\": 0.25}"));

    JsonNode rows = job.at("/resolved/split/rows");
    assertThat(rows.get("training").asLong()).isEqualTo(24);
    assertThat(rows.get("validation").asLong()).isEqualTo(8);
    assertThat(rows.get("test").asLong()).isEqualTo(8);
  }

  @Test
  void keepsTheColumnThatNamesPartsFromTheFeatures() {
    service.uploadText("table", table());

    JsonNode job =
        service.train(
            """
            {"dataset": "table", "target": "label", "split": {"column": "part"},
             "preprocessing": {"missing": "mean"}, "network": {"hidden": [2]}, "training": {"epochs": 1}}
            """);

    assertThat(job.at("/resolved/features").valueStream().map(JsonNode::asString))
        .containsExactly("x", "rare", "fold", "holes");
  }

  /** Columns: target, split, type, place, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "label | {'column': 'prat'}                            | definition-invalid | /split/column | Did you mean 'part'?",
        "label | {'column': 'rare'}                            | definition-invalid | /split/column | 'even' (19 rows), 'odd' (20 rows), 'once' (1 rows)",
        "label | {'column': 'fold'}                            | definition-invalid | /split/column | holds numbers",
        "part  | {'column': 'part'}                            | label-invalid      | /target       | name another column",
        "label | {'column': 'part', 'validation': 0.1}         | definition-invalid | /split/validation | names validation rows already",
        "label | {'column': 'part', 'test': 0.1}               | definition-invalid | /split/test       | names test rows already",
        "label | {'column': 'part', 'validationDataset': 'table'} | definition-invalid | /split/validationDataset | already",
        "label | {'column': 'part', 'testDataset': 'table'}    | definition-invalid | /split/testDataset | already",
        "rare  | {}                                            | class-count        | /split/stratified | at least 2 rows of each class; too few have 'once' (1)",
        "rare  | {'column': 'part'}                            | class-count        | /split        | no training row shows them: 'once' (1)",
        "label | {'validation': 0.01, 'stratified': false}     | too-few-rows       | /split        | 40 for training, 0 for validation",
        "fold  | {'stratified': true}                          | definition-invalid | /split/stratified | a regression has none",
        "label | {'validation': 0.5, 'validationDataset': 'table'} | definition-invalid | /split/validation | exclude each other",
        "label | {'validation': 0.5, 'test': 0.5}              | hyperparameter-out-of-range | /split | at least 0.1",
        "label | {'validationDataset': 'narrow'}               | shape-mismatch     | /split/validationDataset | has no column 'x' of the same type",
        "label | {'testDataset': 'dotted'}                     | label-invalid      | /split/testDataset | 'even.' (1 rows). The training data has [even, odd]",
        "fold  | {'testDataset': 'textual'}                    | shape-mismatch     | /split/testDataset | has no column 'fold'",
        "holes | {'validationDataset': 'table'}                | label-invalid      | /target       | missing in 1 of 40 rows",
      })
  void refusesASplitThatCannotBe(
      String target, String split, String type, String place, String message) {
    service.uploadText("table", table());
    service.uploadText("narrow", "y,label\n1,even\n2,odd\n");
    service.uploadText("dotted", "x,label\n1,even.\n2,odd\n");
    service.uploadText("textual", "x,fold\n1,a\n2,b\n3,a\n4,b\n");

    JsonNode problem =
        service.post("/api/v1/jobs", specification("table", target, split.replace('\'', '"')), 422);

    assertThat(problem.get("type").asString())
        .as(problem.toString())
        .isEqualTo("/problems/" + type);
    assertThat(problem.path("field").asString("")).as(problem.toString()).isEqualTo(place);
    assertThat(problem.get("detail").asString()).contains(message);
  }

  @Test
  void saysWhichDataSetIsNotThere() {
    service.uploadText("table", table());

    JsonNode problem =
        service.post(
            "/api/v1/jobs", specification("table", "label", "{\"testDataset\": \"nosuch\"}"), 404);

    assertThat(problem.get("field").asString()).isEqualTo("/split/testDataset");
    assertThat(problem.get("detail").asString()).contains("nosuch");
  }

  /** The same numbers as CSV and as IDX: in both the classes stand in the order 0, 2, 10. */
  @Test
  void drawsTheSameRowsWhateverTheFormatWas(@TempDir Path folder) throws IOException {
    int rows = 90;
    SplittableRandom random = new SplittableRandom(3);
    byte[] images = new byte[16 + rows * 4];
    byte[] labels = new byte[8 + rows];
    System.arraycopy(
        new byte[] {0, 0, 8, 3, 0, 0, 0, 90, 0, 0, 0, 2, 0, 0, 0, 2}, 0, images, 0, 16);
    System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, 90}, 0, labels, 0, 8);
    StringBuilder csv = new StringBuilder("a,b,c,d,label\n");
    for (int row = 0; row < rows; row++) {
      for (int pixel = 0; pixel < 4; pixel++) {
        int value = random.nextInt(256);
        images[16 + row * 4 + pixel] = (byte) value;
        csv.append(value).append(',');
      }
      int label = new int[] {10, 0, 2}[random.nextInt(3)];
      labels[8 + row] = (byte) label;
      csv.append(label).append('\n');
    }
    Files.write(folder.resolve("images"), images);
    Files.write(folder.resolve("labels"), labels);
    service.uploadForm(
        "idx", Map.of("file", folder.resolve("images"), "labels", folder.resolve("labels")));
    service.uploadText("csv", csv.toString());
    String specification =
        """
        {"dataset": "%s", "target": "label", "task": "classification", "split": {"test": 0.2},
         "network": {"hidden": [5]}, "training": {"epochs": 3, "batchSize": 7, "seed": 11}}
        """;

    JsonNode idx = model(service.train(specification.formatted("idx")));
    JsonNode text = model(service.train(specification.formatted("csv")));

    assertThat(idx.get("weightsSha256")).isEqualTo(text.get("weightsSha256"));
    assertThat(idx.get("metrics")).isEqualTo(text.get("metrics"));
  }

  private JsonNode model(JsonNode job) {
    assertThat(job.at("/state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
    return service.get(
        "/api/v1/models/%s/versions/%d"
            .formatted(job.at("/model/name").asString(), job.at("/model/version").asInt()));
  }
}
