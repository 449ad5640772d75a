package org.trainyard.app.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.protocol.Exchange;
import org.trainyard.app.protocol.ServedModels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol as its clients speak it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OipTests {

  private static final String INFER = "/v2/models/iris/infer";
  private static final byte[] ROW = HexFormat.of().parseHex("3333a340000060403333b33fcdcc4c3e");
  private static final String X =
      "{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":16}}";
  private static final String BINARY =
      "{\"inputs\":[" + X + "],\"parameters\":{\"binary_data_output\":true}}";
  private static final String JSON =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"FP32\",\"data\":[5.099999904632568,3.5,1.399999976158142,0.20000000298023224]}]}";

  @TempDir private static Path data;

  @Autowired private ModelRegistry registry;
  @LocalServerPort private int port;

  private Exchange exchange = new Exchange(0);

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @BeforeEach
  void connect() {
    exchange = new Exchange(port);
    ServedModels.register(registry);
  }

  /** Byte for byte what Triton's client sends, and its answer. */
  @Test
  void answersInBinary() {
    Exchange.Answer answer = infer(INFER, BINARY, ROW, "Inference-Header-Content-Length: 135");

    String head =
        "{\"model_name\":\"iris\",\"model_version\":\"2\",\"outputs\":[{\"name\":\"output\",\"datatype\":\"FP32\",\"shape\":[1,3],\"parameters\":{\"binary_data_size\":12}}]}";
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains("application/octet-stream");
    assertThat(answer.header("inference-header-content-length"))
        .contains(String.valueOf(head.length()));
    assertThat(answer.header("content-length")).contains(String.valueOf(head.length() + 12));
    assertThat(answer.text()).startsWith(head);
    assertThat(floats(answer, head.length())).containsExactly(expected());
  }

  @Test
  void answersAVersionAndRepeatsTheId() {
    String head =
        "{\"id\":\"42\",\"inputs\":["
            + X
            + "],\"outputs\":[{\"name\":\"output\",\"parameters\":{\"binary_data\":true}}]}";
    Exchange.Answer answer =
        infer(
            "/v2/models/iris/versions/1/infer",
            head,
            ROW,
            "Inference-Header-Content-Length: " + head.length());

    assertThat(answer.text())
        .startsWith("{\"model_name\":\"iris\",\"model_version\":\"1\",\"id\":\"42\",\"outputs\":[");
  }

  @Test
  void answersInJson() {
    Exchange.Answer answer = infer(INFER, JSON, new byte[0]);

    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(answer.header("inference-header-content-length")).isEmpty();
    float[] values = expected();
    assertThat(answer.text())
        .isEqualTo(
            "{\"model_name\":\"iris\",\"model_version\":\"2\",\"outputs\":[{\"name\":\"output\",\"datatype\":\"FP32\",\"shape\":[1,3],\"data\":[%s,%s,%s]}]}"
                .formatted(values[0], values[1], values[2]));
  }

  /** The question may be JSON and the answer binary. */
  @Test
  void answersInBinaryWhatWasAskedInJson() {
    String body =
        JSON.substring(0, JSON.length() - 1) + ",\"parameters\":{\"binary_data_output\":true}}";
    Exchange.Answer answer = infer(INFER, body, new byte[0]);

    int head = Integer.parseInt(answer.header("inference-header-content-length").orElse("0"));
    assertThat(floats(answer, head)).containsExactly(expected());
  }

  @Test
  void outputsThatAreNamedAreInJsonUnlessTheySayBinary() {
    String body =
        JSON.substring(0, JSON.length() - 1)
            + ",\"parameters\":{\"binary_data_output\":true},\"outputs\":[{\"name\":\"output\"}]}";

    assertThat(infer(INFER, body, new byte[0]).header("content-type")).contains("application/json");
  }

  /** Large bodies are read into arrays that earlier ones were read into. */
  @Test
  void readsNothingOfAnEarlierLargeBody() {
    String blanks = BINARY + " ".repeat(600_000);
    String fewerBlanks = BINARY + " ".repeat(599_950);
    byte[] zeros = new byte[16];

    for (int round = 0; round < 3; round++) {
      assertThat(values(large(blanks, ROW))).containsExactly(expected());
      assertThat(values(large(fewerBlanks, zeros))).isNotEqualTo(expected());
      Exchange.Answer cut = large(fewerBlanks, new byte[12]);
      assertThat(cut.status()).isEqualTo(400);
      assertThat(cut.text()).contains("12 bytes are left");
    }
  }

  private Exchange.Answer large(String head, byte[] tail) {
    return infer(INFER, head, tail, "Inference-Header-Content-Length: " + head.length());
  }

  private static float[] values(Exchange.Answer answer) {
    return floats(
        answer, Integer.parseInt(answer.header("inference-header-content-length").orElseThrow()));
  }

  @Test
  void undoesGzipAndDeflate() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(bytes(BINARY, ROW));
    }
    ByteArrayOutputStream deflate = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(deflate)) {
      out.write(bytes(BINARY, ROW));
    }
    for (String encoding : List.of("gzip", "deflate")) {
      Exchange.Answer answer =
          exchange.send(
              "POST",
              INFER,
              List.of(
                  "Content-Encoding: " + encoding,
                  "Accept-Encoding: gzip",
                  "Inference-Header-Content-Length: 135"),
              (encoding.equals("gzip") ? gzip : deflate).toByteArray());
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("content-encoding")).isEmpty();
    }
  }

  /** The head of a binary answer is as long as it is before it is compressed. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void compressesLargeAnswersForClientsThatWantIt(String coding) throws IOException {
    int rows = 100;
    String head =
        "{\"inputs\":[{\"name\":\"input\",\"shape\":[%d,4],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%d}}],\"parameters\":{\"binary_data_output\":true}}"
            .formatted(rows, rows * ROW.length);
    byte[] values = new byte[rows * ROW.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(ROW, 0, values, row * ROW.length, ROW.length);
    }
    String length = "Inference-Header-Content-Length: " + head.length();
    Exchange.Answer plain = infer(INFER, head, values, length);

    Exchange.Answer answer = infer(INFER, head, values, length, "Accept-Encoding: " + coding);

    assertThat(plain.header("content-encoding")).isEmpty();
    assertThat(plain.header("vary")).contains("Accept-Encoding");
    assertThat(answer.header("content-encoding")).contains(coding);
    assertThat(answer.header("inference-header-content-length"))
        .isEqualTo(plain.header("inference-header-content-length"));
    InputStream body = new ByteArrayInputStream(answer.body());
    try (InputStream decoded =
        coding.equals("gzip") ? new GZIPInputStream(body) : new InflaterInputStream(body)) {
      assertThat(decoded.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void stopsAtABombAndAtOtherEncodings() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 64; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertError(
        exchange.send("POST", INFER, List.of("Content-Encoding: gzip"), bomb.toByteArray()),
        413,
        "when it is decompressed");
    assertError(
        exchange.send("POST", INFER, List.of("Content-Encoding: gzip"), new byte[] {1, 2, 3}),
        400,
        "it is damaged");
    Exchange.Answer other =
        exchange.send("POST", INFER, List.of("Content-Encoding: br"), new byte[] {1});
    assertError(other, 415, "'br' is not supported");
    assertThat(other.header("accept-encoding")).contains("gzip, deflate");
  }

  @Test
  void answersAnEmptyBatch() {
    String body =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[0,4],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":0},\"data\":null}],\"outputs\":[{\"name\":\"output\",\"parameters\":{\"binary_data\":true}}]}";

    assertThat(infer(INFER, body, new byte[0]).text())
        .endsWith("\"shape\":[0,3],\"parameters\":{\"binary_data_size\":0}}]}");
  }

  @Test
  void answersABodyOfNothingButValues() {
    Exchange.Answer answer = infer(INFER, "", ROW, "Inference-Header-Content-Length: 0");

    int head = Integer.parseInt(answer.header("inference-header-content-length").orElse("0"));
    assertThat(floats(answer, head)).containsExactly(expected());
    assertError(
        infer(INFER, "", new byte[5], "Inference-Header-Content-Length: 0"), 400, "a row has 16");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Type: application/octet-stream",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: application/json",
        "Content-Type: text/plain",
        "Content-Type: */*",
        "Content-Type: nonsense",
        "Accept: text/html"
      })
  void doesNotLookAtTheContentType(String header) {
    Exchange.Answer json =
        header.isEmpty()
            ? infer(INFER, JSON, new byte[0])
            : infer(INFER, JSON, new byte[0], header);

    assertThat(json.status()).as(json.text()).isEqualTo(200);
    assertThat(json.header("content-type")).contains("application/json");
  }

  /** Columns: header, JSON, bytes after it, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1000 | {"inputs":[]} | 0 | whole number from 0 to the 13 bytes of the body
          -1   | {"inputs":[]} | 0 | whole number from 0
          x    | {"inputs":[]} | 0 | whole number from 0
          99999999999 | {"inputs":[]} | 0 | whole number from 0
          81   | {"inputs":[{"name":"x","shape":[1,4],"datatype":"FP32","data":[1,2,3,4]}],"id":""} | 3 | 3 bytes more than its inputs
          """)
  void saysWhatIsWrongWithTheLengthOfTheHead(String header, String json, int more, String message) {
    String length = header.equals("81") ? String.valueOf(json.length()) : header;

    assertError(
        infer(INFER, json, new byte[more], "Inference-Header-Content-Length: " + length),
        400,
        message);
  }

  /** Columns: model, inputs, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          iris   | {"name":"y","shape":[1,4],"datatype":"FP32","data":[1,2,3,4]}  | no input 'y'
          iris   | {"name":"x","shape":[1,3],"datatype":"FP32","data":[1,2,3]}    | takes the shape [-1, 4], got [1, 3]
          iris   | {"name":"x","shape":[4],"datatype":"FP32","data":[1,2,3,4]}    | got [4]
          iris   | {"name":"x","shape":[],"datatype":"FP32","data":[1]}           | got []
          iris   | {"name":"x","shape":[1,4],"datatype":"BYTES","data":["1","2","3","4"]} | takes numbers (FP32), got BYTES
          iris   | {"name":"x","shape":[1,4],"datatype":"FP32","data":[1,2,3,Infinity]} | range of 32 bits
          iris   | {"name":"x","shape":[1,4],"datatype":"FP32","data":[1,2,3,1e39]} | range of 32 bits
          people | {"name":"age","shape":[1,1],"datatype":"FP32","data":[1]}      | lacks the input 'color'
          people | {"name":"age","shape":[1],"datatype":"FP32","data":[1]},{"name":"color","shape":[2],"datatype":"BYTES","data":["red","red"]} | 'age' has 1 rows and 'color' 2
          people | {"name":"age","shape":[1],"datatype":"FP32","data":[1]},{"name":"color","shape":[1],"datatype":"FP32","data":[1]} | takes texts (BYTES), got FP32
          people | {"name":"age","shape":[1],"datatype":"FP32","data":[1]},{"name":"age","shape":[1],"datatype":"FP32","data":[1]} | it stands twice
          people | {"name":"input","shape":[1,2],"datatype":"FP32","data":[1,2]}  | no input 'input'
          strict | {"name":"input","shape":[1,1],"datatype":"FP32","data":[null]} | 'a' is missing
          """)
  void saysWhatIsWrongWithTheTensors(String model, String inputs, String message) {
    assertError(
        infer("/v2/models/" + model + "/infer", "{\"inputs\":[" + inputs + "]}", new byte[0]),
        400,
        message);
  }

  @Test
  void refusesAnOutputThatTheModelLacksAndTooManyRows() {
    String body = JSON.substring(0, JSON.length() - 1) + ",\"outputs\":[{\"name\":\"y\"}]}";

    assertError(infer(INFER, body, new byte[0]), 400, "no output 'y'; it has 'output'");
    String rows =
        "{\"inputs\":[{\"name\":\"input\",\"shape\":[10001,1],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":40004}}]}";
    assertError(
        infer(
            "/v2/models/strict/infer",
            rows,
            new byte[40_004],
            "Inference-Header-Content-Length: " + rows.length()),
        413,
        "at most 10000 instances");
  }

  /** A data frame: a tensor for each column, texts among them, in any order and of any type. */
  @Test
  void readsATensorForEachColumn() {
    String body =
        "{\"inputs\":[{\"name\":\"color\",\"shape\":[2,1],\"datatype\":\"BYTES\",\"data\":[\"grün\",null]},"
            + "{\"name\":\"age\",\"shape\":[2],\"datatype\":\"INT64\",\"data\":[3,4]}]}";
    JsonNode frame = json(infer("/v2/models/people/infer", body, new byte[0]));
    JsonNode rows =
        json(
            exchange.post(
                "/api/v1/models/people/predict",
                "{\"instances\": [[3, \"grün\"], [4, null]]}",
                "Content-Type: application/json"));

    assertThat(frame.at("/outputs/0/shape").toString()).isEqualTo("[2,2]");
    for (int row = 0; row < 2; row++) {
      assertThat(frame.at("/outputs/0/data").get(2 * row + 1).floatValue())
          .isEqualTo(rows.at("/predictions/" + row + "/probabilities/yes").floatValue());
    }
  }

  @Test
  void classifies() {
    String body =
        JSON.substring(0, JSON.length() - 1)
            + ",\"outputs\":[{\"name\":\"output\",\"parameters\":{\"classification\":2}}]}";
    JsonNode output = json(infer(INFER, body, new byte[0])).at("/outputs/0");

    assertThat(output.get("datatype").asString()).isEqualTo("BYTES");
    assertThat(output.get("shape").toString()).isEqualTo("[1,2]");
    String first = output.at("/data/0").asString();
    assertThat(first).matches("0\\.\\d{6}:[012]:(setosa|versicolor|virginica)");
    assertThat(Float.parseFloat(first.split(":", -1)[0]))
        .isGreaterThanOrEqualTo(
            Float.parseFloat(output.at("/data/1").asString().split(":", -1)[0]));
  }

  /** Columns: path, body. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /v2/health/live                 | {"live":true}
          /v2/health/ready                | {"live":true,"ready":true}
          /v2/models                      | {"models":["iris","people","prices","strict"]}
          /v2/models/iris/ready           | {"name":"iris","ready":true}
          /v2/models/iris/versions/1/ready | {"name":"iris","ready":true}
          /v2/models/iris                 | {"name":"iris","versions":["1","2"],"platform":"trainyard_v1","inputs":[{"name":"input","datatype":"FP32","shape":[-1,4]}],"outputs":[{"name":"output","datatype":"FP32","shape":[-1,3]}]}
          /v2/models/prices/versions/1    | {"name":"prices","versions":["1"],"platform":"trainyard_v1","inputs":[{"name":"input","datatype":"FP32","shape":[-1,2]}],"outputs":[{"name":"output","datatype":"FP32","shape":[-1,2]}]}
          /v2/models/people               | {"name":"people","versions":["1"],"platform":"trainyard_v1","inputs":[{"name":"age","datatype":"FP32","shape":[-1,1]},{"name":"color","datatype":"BYTES","shape":[-1,1]}],"outputs":[{"name":"output","datatype":"FP32","shape":[-1,2]}]}
          /v2/models/people/config        | {"name":"people","platform":"trainyard_v1","backend":"trainyard","max_batch_size":10000,"input":[{"name":"age","data_type":"TYPE_FP32","dims":[1]},{"name":"color","data_type":"TYPE_STRING","dims":[1]}],"output":[{"name":"output","data_type":"TYPE_FP32","dims":[2]}]}
          """)
  void saysWhatThereIs(String path, String body) {
    Exchange.Answer answer = exchange.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(answer.text()).isEqualTo(body);
  }

  @Test
  void namesItsExtensionsWithAndWithoutASlash() {
    assertThat(exchange.get("/v2").text())
        .startsWith("{\"name\":\"trainyard\",\"version\":\"")
        .endsWith(
            "\"extensions\":[\"binary_tensor_data\",\"classification\",\"parameters\",\"statistics\",\"model_configuration\",\"model_repository\"]}")
        .isEqualTo(exchange.get("/v2/").text());
  }

  /** Columns: method, path, status, body. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET  | /v2/nothing                         | 404 | {"error":"Not Found"}
          GET  | /v2/models/iris/versions/x          | 404 | {"error":"Not Found"}
          POST | /v2/health/live                     | 405 | {"error":"Method Not Allowed"}
          GET  | /v2/models/iris/infer               | 405 | {"error":"Method Not Allowed"}
          GET  | /v2/models/nobody                   | 404 | {"error":"Request for unknown model: 'nobody' is not found"}
          GET  | /v2/models/nobody/ready             | 404 | {"error":"Request for unknown model: 'nobody' is not found"}
          POST | /v2/models/my%20model/infer         | 404 | {"error":"Request for unknown model: 'my model' is not found"}
          GET  | /v2/models/iris/versions/9          | 404 | {"error":"Request for unknown model: 'iris' version 9 is not found"}
          GET  | /v2/models/iris/versions/0          | 404 | {"error":"Request for unknown model: 'iris' version 0 is not found"}
          GET  | /v2/models/iris/versions/99999999999999999999 | 404 | {"error":"Request for unknown model: 'iris' version 99999999999999999999 is not found"}
          """)
  void answersErrorsInItsOwnForm(String method, String path, int status, String body) {
    Exchange.Answer answer = exchange.send(method, path, List.of(), new byte[0]);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(answer.text()).isEqualTo(body);
    assertThat(answer.header("allow").isPresent()).isEqualTo(status == 405);
  }

  /** The guards before the controllers answer in that form too, and elsewhere nothing changes. */
  @Test
  void guardsAnswerInTheFormOfTheAddress() {
    List<String> otherSite = List.of("Sec-Fetch-Site: cross-site");
    assertError(
        exchange.send("POST", INFER, otherSite, new byte[0]), 403, "A page of another site");
    assertError(exchange.get("/v2/models/a%2Fb"), 400, "The path is malformed");
    assertError(
        exchange.send("POST", INFER, List.of(), new byte[(16 << 20) + 1]), 413, "at most 16777216");
    Exchange.Answer own =
        exchange.send("POST", "/api/v1/models/iris/predict", otherSite, new byte[0]);
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.header("content-type").orElse("")).startsWith("application/problem+json");
  }

  @Test
  void countsWhatItDoes() {
    JsonNode before = json(exchange.get("/v2/models/prices/stats")).at("/model_stats/0");
    String body =
        "{\"inputs\":[{\"name\":\"input\",\"shape\":[2,2],\"datatype\":\"FP32\",\"data\":[1,2,3,4]}]}";
    infer("/v2/models/prices/infer", body, new byte[0]);
    infer("/v2/models/prices/infer", "{}", new byte[0]);
    JsonNode after = json(exchange.get("/v2/models/prices/versions/1/stats")).at("/model_stats/0");

    assertThat(after.get("inference_count").asInt() - before.get("inference_count").asInt())
        .isEqualTo(2);
    assertThat(after.get("execution_count").asInt() - before.get("execution_count").asInt())
        .isEqualTo(1);
    assertThat(after.at("/inference_stats/fail/count").asInt())
        .isGreaterThan(before.at("/inference_stats/fail/count").asInt());
    assertThat(after.at("/inference_stats/success/ns").asLong()).isPositive();
    assertThat(after.at("/batch_stats/0/batch_size").asInt()).isEqualTo(2);
    assertThat(json(exchange.get("/v2/models/stats")).get("model_stats").size()).isEqualTo(4);
    assertThat(exchange.get("/actuator/prometheus").text())
        .containsPattern("trainyard_predict_seconds_count\\{protocol=\"oip\"} [1-9]");
  }

  /** Triton's client sends these without a body, a length or a type. */
  @Test
  void listsTheRepository() {
    assertThat(exchange.post("/v2/repository/index", "").text())
        .startsWith(
            "[{\"name\":\"iris\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"},{\"name\":\"iris\",\"version\":\"2\",");
    assertThat(exchange.post("/v2/repository/index", "{\"ready\": true}").status()).isEqualTo(200);
    assertThat(exchange.post("/v2/repository/models/iris/load", "").text())
        .isEqualTo("{\"name\":\"iris\",\"load\":true}");
    assertError(exchange.post("/v2/repository/models/iris/unload", "{}"), 400, "not unloaded");
  }

  private float[] expected() {
    JsonNode probabilities =
        json(exchange.post(
                "/api/v1/models/iris/predict",
                "{\"instances\": [[5.1, 3.5, 1.4, 0.2]]}",
                "Content-Type: application/json"))
            .at("/predictions/0/probabilities");
    return new float[] {
      probabilities.get("setosa").floatValue(),
      probabilities.get("versicolor").floatValue(),
      probabilities.get("virginica").floatValue()
    };
  }

  private Exchange.Answer infer(String path, String json, byte[] tail, String... headers) {
    return exchange.send("POST", path, List.of(headers), bytes(json, tail));
  }

  private static void assertError(Exchange.Answer answer, int status, String message) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).contains("application/json");
    JsonNode body = json(answer);
    assertThat(body.propertyNames()).containsExactly("error");
    assertThat(body.get("error").asString()).contains(message);
  }

  private static JsonNode json(Exchange.Answer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static float[] floats(Exchange.Answer answer, int from) {
    ByteBuffer bytes =
        ByteBuffer.wrap(answer.body(), from, answer.body().length - from)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static byte[] bytes(String json, byte[] tail) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(tail);
    return body.toByteArray();
  }
}
