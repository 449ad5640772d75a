package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
import tools.jackson.databind.json.JsonMapper;

/** Predictions from and to CSV, and from lines of JSON as they come in. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "trainyard.models.max-instances=1000")
class PredictFormatsTests {

  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";
  private static final String JSON = "application/json";

  @TempDir private static Path data;

  @Autowired private ModelRegistry registry;
  @LocalServerPort private int port;

  private HttpService service = new HttpService(0);

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @BeforeEach
  void connect() throws IOException {
    service = new HttpService(port);
    if (registry.newest("", 200).isEmpty()) {
      register("people", SampleModels.classifier(1));
      register("digits", SampleModels.images(1));
      register("prices", SampleModels.regressor(2));
    }
  }

  @Test
  void readsATableByTheNamesOfItsHeader() {
    JsonNode fromTable =
        HttpService.json(
            send("people", CSV, JSON, "color,age,height\r\nred,30,50\r\n\"blue\",,500\r\n"), 200);

    assertThat(fromTable).isEqualTo(json("[[30, 50, \"red\"], [null, 500, \"blue\"]]"));
    assertThat(fromTable.at("/predictions/1/warnings").valueStream().map(JsonNode::asString))
        .containsExactly(
            "MISSING_IMPUTED: age", "OUT_OF_TRAINING_RANGE: height", "UNSEEN_CATEGORY: color");
  }

  @Test
  void writesATable() {
    HttpResponse<String> answer =
        send("people", CSV, CSV, "age,height,color\n30,50,red\n,500,blue\n");
    JsonNode expected = json("[[30, 50, \"red\"], [null, 500, \"blue\"]]").get("predictions");

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(CSV);
    assertThat(answer.headers().firstValue("Vary")).contains("Accept");
    assertThat(answer.body())
        .isEqualTo(
            "label,probability,probabilities.no,probabilities.yes,warnings\r\n"
                + line(expected.get(0), "")
                + line(
                    expected.get(1),
                    "MISSING_IMPUTED: age; OUT_OF_TRAINING_RANGE: height; UNSEEN_CATEGORY: color"));
  }

  @Test
  void writesATableOfValues() {
    String[] lines = send("prices", JSON, CSV, "{\"instances\": [[20]]}").body().split("\r\n", -1);

    assertThat(lines[0]).isEqualTo("value,warnings");
    assertThat(Float.parseFloat(lines[1].split(",", -1)[0])).isFinite();
  }

  @Test
  void readsPixelsFromAColumnEach() {
    String table = "pixels.0,pixels.1,pixels.2,pixels.3,pixels.4,pixels.5\n20,30,40,50,60,70\n";

    assertThat(HttpService.json(send("digits", CSV, JSON, table), 200).get("predictions"))
        .isEqualTo(
            service
                .post(
                    "/api/v1/models/digits/predict",
                    "{\"instances\": [[20, 30, 40, 50, 60, 70]]}",
                    200)
                .get("predictions"));
  }

  /** Columns: model, table, status, type, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          people | ``                                 | 422 | dataset-empty       | send a header line
          people | age,height,color                   | 422 | dataset-header-only | at least one
          people | age,height;30,50                   | 422 | schema-mismatch     | lacks color
          people | age,height,colour;1,2,red          | 422 | schema-mismatch     | Did you mean 'color'?
          people | age,height,color,bought;1,2,red,no | 422 | schema-mismatch     | leave it out
          people | age,age,height,color;1,2,3,red     | 422 | duplicate-columns   | Two columns are called 'age'
          people | age,height,color;1,2               | 422 | ragged-rows         | Line 2: The row has 2 fields, the header 3
          people | age,height,color;1,2,red,3         | 422 | ragged-rows         | has 4 fields
          people | age,height,color;1,2,red;x,2,red   | 422 | value-not-numeric   | Line 3: 'age' takes a number, got 'x'
          people | age,height,color;NaN,2,red         | 422 | value-not-numeric   | got 'NaN'; where a value is missing the field is empty
          people | age,height,color;1e39,2,red        | 422 | value-not-finite    | Line 2:
          people | age,height,color;1,,red            | 422 | missing-values      | Line 2: 'height' is missing
          people | age,height,color;1,2,"red          | 422 | csv-syntax          | a quote is not closed
          digits | pixels.0,pixels.1;1,2              | 422 | schema-mismatch     | The header lacks 'pixels.2'
          nobody | a;1                                | 404 | not-found           | There is no model 'nobody'
          """)
  void saysWhatIsWrongWithATable(
      String model, String table, int status, String type, String message) {
    JsonNode problem = HttpService.json(send(model, CSV, JSON, table.replace(';', '\n')), status);

    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.path("detail").asString()).contains(message);
  }

  @Test
  void refusesMoreRowsOfATableThanItsLimit() {
    String table = "age,height,color\n" + "30,50,red\n".repeat(1001);

    assertThat(HttpService.json(send("people", CSV, JSON, table), 413).path("type").asString())
        .isEqualTo("/problems/too-many-rows");
    assertThat(send("people", CSV, CSV, table.substring(0, table.length() - 10)).body().lines())
        .hasSize(1001);
  }

  /** Sizes around a block of the stream. */
  @ParameterizedTest
  @CsvSource({"1", "255", "256", "257", "700"})
  void answersEachLineWithTheBitsOfTheRowAlone(int rows) {
    Random random = new Random(rows);
    List<String> lines =
        IntStream.range(0, rows)
            .mapToObj(row ->
                "{\"color\": \"%s\", \"age\": %s, \"height\": %s}"
                    .formatted(
                        List.of("red", "green", "unseen").get(random.nextInt(3)),
                        random.nextInt(5) == 0 ? "null" : random.nextGaussian(40, 20),
                        random.nextGaussian(40, 30)))
            .toList();
    HttpResponse<String> answer = send("people", NDJSON, NDJSON, String.join("\n\n", lines));

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(NDJSON);
    List<String> predictions = answer.body().lines().toList();
    assertThat(predictions).hasSize(rows);
    for (int row = 0; row < rows; row += 1 + rows / 20) {
      assertThat(JsonMapper.shared().readTree(predictions.get(row)))
          .isEqualTo(json("[" + lines.get(row) + "]").at("/predictions/0"));
    }
  }

  /** More than any limit of a body, from a client that reads while it sends. */
  @Test
  void answersAnyNumberOfLines() throws IOException, InterruptedException {
    int rows = 300_000;
    byte[] block =
        "{\"color\": \"red\", \"age\": 30.000000001, \"height\": 50.00000001}\n"
            .repeat(1000)
            .getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /api/v1/models/people/predict HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-ndjson\r\nContent-Length: %d\r\n\r\n"
                .formatted((long) block.length * (rows / 1000));
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      Thread sender =
          Thread.startVirtualThread(() -> {
            try {
              out.write(head.getBytes(StandardCharsets.US_ASCII));
              for (int i = 0; i < rows / 1000; i++) {
                out.write(block);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      assertThat(lines(new DataInputStream(new BufferedInputStream(socket.getInputStream()))))
          .isEqualTo(rows);
      sender.join();
    }
  }

  /** How many lines a chunked answer has; every one must be a prediction. */
  private static long lines(DataInputStream in) throws IOException {
    assertThat(line(in)).contains("200");
    while (!line(in).isEmpty()) {}
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    List<String> lines = body.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).allMatch(line -> line.startsWith("{\"label\":") && line.endsWith("}"));
    return lines.size();
  }

  private static int chunk(DataInputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Test
  void refusesALineBeforeTheAnswerHasBegun() {
    JsonNode problem =
        HttpService.json(
            send("people", NDJSON, NDJSON, "[30, 50, \"red\"]\n\n[30, 50]\n[1, 2, \"red\"]\n"),
            422);

    assertThat(problem.path("type").asString()).isEqualTo("/problems/schema-mismatch");
    assertThat(problem.path("line").asInt()).isEqualTo(3);
    assertThat(problem.path("detail").asString()).startsWith("Line 3: ");
  }

  @Test
  void namesTheLineThatEndedAnAnswerOnItsWay() {
    List<String> lines = new ArrayList<>(Collections.nCopies(5000, "[30, 50, \"red\"]"));
    lines.set(4000, "[30, \"50\", \"red\"]");
    HttpResponse<String> answer = send("people", NDJSON, NDJSON, String.join("\n", lines));
    List<String> answers = answer.body().lines().toList();
    JsonNode last = JsonMapper.shared().readTree(answers.getLast());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(last.at("/problem/type").asString()).isEqualTo("/problems/wrong-type");
    assertThat(last.at("/problem/line").asInt()).isEqualTo(4001);
    assertThat(last.at("/problem/status").asInt()).isEqualTo(400);
    assertThat(answers.size()).isLessThanOrEqualTo(4001);
    assertThat(answers.subList(0, answers.size() - 1))
        .allMatch(line -> line.startsWith("{\"label\":"));
  }

  /** Columns: sent, accepted, body, status, type. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          application/x-ndjson | application/json | [30, 50, "red"]                   | 406 | not-acceptable
          application/json     | text/html        | {"instances": [[30, 50, "red"]]}  | 406 | not-acceptable
          text/plain           | */*              | [30, 50, "red"]                   | 415 | media-type-unsupported
          application/x-ndjson | */*              | ``                                | 422 | dataset-empty
          application/x-ndjson | */*              | {"age": 1                         | 400 | malformed-json
          application/x-ndjson | */*              | 5                                 | 400 | wrong-type
          application/x-ndjson | */*              | [30, 50, "red"] [30, 50, "red"]   | 400 | malformed-json
          """)
  void refusesOtherForms(String sent, String accepted, String body, int status, String type) {
    assertThat(
            HttpService.json(send("people", sent, accepted, body), status).path("type").asString())
        .isEqualTo("/problems/" + type);
  }

  @Test
  void refusesALineWithoutAnEnd() {
    JsonNode problem =
        HttpService.json(send("people", NDJSON, "*/*", "[" + " ".repeat(1 << 20) + "1]"), 413);

    assertThat(problem.path("type").asString()).isEqualTo("/problems/field-too-large");
  }

  private JsonNode json(String instances) {
    return service.post("/api/v1/models/people/predict", "{\"instances\": " + instances + "}", 200);
  }

  private HttpResponse<String> send(String model, String type, String accept, String body) {
    return service.send(
        service
            .request("/api/v1/models/" + model + "/predict")
            .header("Content-Type", type)
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String line(JsonNode prediction, String warnings) {
    return "%s,%s,%s,%s,%s\r\n"
        .formatted(
            prediction.get("label").asString(),
            prediction.get("probability"),
            prediction.at("/probabilities/no"),
            prediction.at("/probabilities/yes"),
            warnings);
  }

  private void register(String name, TrainedModel model) throws IOException {
    StoredModel file = registry.store(model);
    registry.register(name, file, "job_1", Instant.EPOCH);
    registry.release(file);
  }
}
