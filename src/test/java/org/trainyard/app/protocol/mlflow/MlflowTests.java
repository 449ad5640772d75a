package org.trainyard.app.protocol.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.protocol.Exchange;
import org.trainyard.app.protocol.ServedModels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** MLflow's scoring server as its client and SageMaker use it. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "trainyard.mlflow.default-model=prices")
class MlflowTests {

  private static final String JSON = "application/json";

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

  /** Columns: content type, body. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          application/json | {"dataframe_split": {"index": [0, 1], "columns": ["rooms", "other", "size"], "data": [[2, "a", 1], [4, "b", 3]]}}
          application/json | {"dataframe_split": {"data": [[1, 2], [3, 4]]}}
          application/json; charset=UTF-8 | {"dataframe_records": [{"rooms": 2, "size": 1}, {"size": 3, "rooms": 4, "more": null}], "other": 1}
          application/json | {"instances": [[1, 2], [3, 4]], "params": {"a": 1}}
          application/json | {"instances": [{"rooms": 2, "size": 1}, {"size": 3, "rooms": 4}]}
          application/json | {"inputs": [[1, 2], [3, 4]]}
          application/json | {"inputs": {"size": [1, 3], "rooms": [2, 4], "more": [1, 1]}}
          text/csv         | rooms,size;2,1;4,3
          text/csv; charset=utf-8 | size,more,rooms;1,"a,b",2;3,,4
          application/csv  | size,rooms;1,2;3,4;
          """)
  void predictsFromEveryForm(String type, String body) {
    String sent = type.contains("csv") ? body.replace(';', '\n') : body;
    JsonNode answer = json(invoke("/invocations", type, sent), 200);
    JsonNode expected =
        json(
                exchange.post(
                    "/api/v1/models/prices/predict",
                    "{\"instances\": [[1, 2], [3, 4]]}",
                    "Content-Type: application/json"),
                200)
            .get("predictions");

    assertThat(answer.propertyNames()).containsExactly("predictions");
    for (int row = 0; row < 2; row++) {
      assertThat(answer.at("/predictions/" + row + "/0").floatValue())
          .isEqualTo(expected.at("/" + row + "/values/price").floatValue());
      assertThat(answer.at("/predictions/" + row + "/1").floatValue())
          .isEqualTo(expected.at("/" + row + "/values/rent").floatValue());
    }
  }

  @Test
  void readsTextsMissingValuesAndColumnsOfNumbers() {
    JsonNode frame =
        json(
            invoke(
                "/mlflow/people/invocations",
                JSON,
                "{\"dataframe_records\": [{\"age\": true, \"color\": \"red\"}, {\"color\": 5}, {\"age\": NaN, \"color\": null}]}"),
            200);
    JsonNode table =
        json(
            invoke(
                "/mlflow/people/versions/1/invocations", "text/csv", "age,color\n1,red\n,5\n,\n"),
            200);
    JsonNode pixels =
        json(invoke("/mlflow/iris/invocations", "text/csv", "x.0,x.1,x.2,x.3\n1,2,3,4\n"), 200);

    assertThat(frame).isEqualTo(table);
    assertThat(frame.get("labels").size()).isEqualTo(3);
    assertThat(pixels)
        .isEqualTo(
            json(invoke("/mlflow/iris/invocations", JSON, "{\"inputs\": [[1, 2, 3, 4]]}"), 200));
  }

  @Test
  void takesABodyWithoutATypeForJson() {
    assertThat(exchange.post("/invocations", "{\"inputs\": [[1, 2]]}").status()).isEqualTo(200);
  }

  /** Columns: path, content type, body, status, code, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /invocations | application/json | []                                    | 400 | BAD_REQUEST | must be a JSON object
          /invocations | application/json | {}                                    | 400 | BAD_REQUEST | it has none
          /invocations | application/json | {"inputs": [[1, 2]], "instances": [[1, 2]]} | 400 | BAD_REQUEST | it has instances and inputs
          /invocations | application/json | {"inputs": [[1, 2]], "params": 5}     | 400 | BAD_REQUEST | 'params' must be an object
          /invocations | application/json | {"inputs": 5}                         | 400 | BAD_REQUEST | must be an array
          /invocations | application/json | {"inputs": []}                        | 400 | BAD_REQUEST | must be an array that is not empty
          /invocations | application/json | {"inputs": [[1]]}                     | 400 | INVALID_PARAMETER_VALUE | the model reads 2 columns
          /invocations | application/json | {"inputs": [[1, "a"]]}                | 400 | BAD_REQUEST | takes a number, got "a"
          /invocations | application/json | {"inputs": {"size": [1]}}             | 400 | INVALID_PARAMETER_VALUE | lacks rooms
          /invocations | application/json | {"dataframe_split": {"columns": []}}  | 400 | BAD_REQUEST | an object with 'data'
          /invocations | application/json | {"dataframe_split": {"data": [[1, 2]], "more": 1}} | 400 | BAD_REQUEST | an object with 'data'
          /invocations | application/json | {"dataframe_split": {"data": [[1]], "columns": ["size", "rooms"]}} | 400 | BAD_REQUEST | Row 0 has 1 values, there are 2 columns
          /invocations | application/json | {"dataframe_split": {"data": [[1, 2]], "columns": ["size", "size"]}} | 400 | BAD_REQUEST | Two columns are called 'size'
          /invocations | application/json | {"dataframe_records": [5]}            | 400 | BAD_REQUEST | dataframe_records[0] must be an object
          /invocations | application/json | {"instances": [{"size": 1, "rooms": Infinity}]} | 400 | INVALID_PARAMETER_VALUE | range of 32 bits
          /invocations | text/csv         | size,rooms                            | 400 | BAD_REQUEST | at least one row
          /invocations | text/csv         | size,rooms;1                          | 400 | BAD_REQUEST | has 1 fields, the header 2
          /invocations | text/csv         | size,rooms;1,x                        | 400 | INVALID_PARAMETER_VALUE | takes a number, got 'x'
          /invocations | text/csv         | size;1                                | 400 | INVALID_PARAMETER_VALUE | lacks rooms
          /invocations | text/csv         | size,"rooms;1,2                       | 400 | BAD_REQUEST | malformed
          /mlflow/strict/invocations | application/json | {"inputs": [[null]]}    | 400 | INVALID_PARAMETER_VALUE | 'a' is missing
          /mlflow/nobody/invocations | application/json | {"inputs": [[1]]}       | 404 | RESOURCE_DOES_NOT_EXIST | no model 'nobody'
          /mlflow/prices/versions/7/invocations | application/json | {"inputs": [[1]]} | 404 | RESOURCE_DOES_NOT_EXIST | no version 7
          /mlflow/prices/nothing     | application/json | {}                      | 404 | RESOURCE_DOES_NOT_EXIST | nothing at
          """)
  void saysWhatIsWrong(
      String path, String type, String body, int status, String code, String message) {
    String sent = type.contains("csv") ? body.replace(';', '\n') : body;
    Exchange.Answer answer = invoke(path, type, sent);

    assertThat(answer.header("content-type")).contains("application/json");
    JsonNode error = json(answer, status);
    assertThat(error.propertyNames()).containsExactly("error_code", "message");
    assertThat(error.get("error_code").asString()).isEqualTo(code);
    assertThat(error.get("message").asString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain",
    "application/json; charset=latin1",
    "text/csv; header=present",
    "nonsense",
    "*/*"
  })
  void saysInPlainTextWhichTypesItReads(String type) {
    Exchange.Answer answer = invoke("/invocations", type, "{\"inputs\": [[1, 2]]}");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("content-type").orElse("")).startsWith("text/plain");
    assertThat(answer.text()).contains("application/json and text/csv");
  }

  @ParameterizedTest
  @CsvSource({"/ping", "/health", "/mlflow/iris/ping", "/mlflow/iris/versions/1/health"})
  void lives(String path) {
    Exchange.Answer answer = exchange.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(answer.text()).isEqualTo("\n");
  }

  @Test
  void saysThatAModelIsNotThereAndWhichVersionItIs() {
    assertThat(exchange.get("/mlflow/nobody/ping").status()).isEqualTo(404);
    assertThat(exchange.get("/version").text()).isNotEmpty().doesNotContain("{");
    assertThat(exchange.send("POST", "/ping", List.of(), new byte[0]).status()).isEqualTo(405);
  }

  private Exchange.Answer invoke(String path, String type, String body) {
    return exchange.post(path, body, "Content-Type: " + type);
  }

  private static JsonNode json(Exchange.Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }
}
