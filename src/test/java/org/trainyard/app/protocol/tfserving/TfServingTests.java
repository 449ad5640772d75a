package org.trainyard.app.protocol.tfserving;

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

/** TensorFlow Serving's REST API as its clients and those of KServe V1 use it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TfServingTests {

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

  /** Columns: model, body, members of the answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          prices | {"instances": [[1, 2], [3, 4]]}                                | predictions
          prices | {"instances": [{"input": [1, 2]}, {"input": [3, 4]}]}          | predictions
          prices | {"instances": [{"rooms": 2, "size": 1}, {"size": [3], "rooms": 4.0}]} | predictions
          prices | {"signature_name": "serving_default", "instances": [[1, 2], [3, 4]]} | predictions
          prices | {"signature_name": "", "instances": [[1, 2], [3, 4]], "other": 1} more | predictions
          prices | {"inputs": {"input": [[1, 2], [3, 4]]}}                        | outputs
          prices | {"inputs": {"size": [1, 3], "rooms": [[2], [4]], "more": [1]}} | outputs
          prices | {"inputs": [[1, 2], [3, 4]]}                                   | outputs,predictions
          prices | {"inputs": [{"size": 1, "rooms": 2}, {"size": 3, "rooms": 4}]} | predictions
          """)
  void predictsFromEveryForm(String model, String body, String members) {
    JsonNode answer = json(predict(model, body), 200);
    JsonNode expected =
        json(
                exchange.post(
                    "/api/v1/models/prices/predict",
                    "{\"instances\": [[1, 2], [3, 4]]}",
                    "Content-Type: application/json"),
                200)
            .get("predictions");

    assertThat(String.join(",", answer.propertyNames())).isEqualTo(members);
    for (JsonNode rows : answer) {
      for (int row = 0; row < 2; row++) {
        assertThat(rows.get(row).get(0).floatValue())
            .isEqualTo(expected.at("/" + row + "/values/price").floatValue());
        assertThat(rows.get(row).get(1).floatValue())
            .isEqualTo(expected.at("/" + row + "/values/rent").floatValue());
      }
    }
  }

  @Test
  void readsTextsPixelsAndBareNumbers() {
    assertThat(
            json(predict("people", "{\"instances\": [{\"age\": NaN, \"color\": \"grün\"}]}"), 200)
                .at("/predictions/0")
                .size())
        .isEqualTo(2);
    assertThat(
            json(predict("iris", "{\"instances\": [[1, 2, 3, 4]]}"), 200)
                .at("/predictions/0")
                .size())
        .isEqualTo(3);
    assertThat(
            json(predict("iris", "{\"instances\": [{\"x\": [1, 2, 3, null]}]}"), 200)
                .at("/predictions/0")
                .size())
        .isEqualTo(3);
    assertThat(json(predict("strict", "{\"instances\": [1.5, 2]}"), 200).get("predictions").size())
        .isEqualTo(2);
    assertThat(
            json(
                    exchange.post(
                        "/v1/models/iris/versions/1:predict", "{\"instances\": [[1, 2, 3, 4]]}"),
                    200)
                .get("predictions"))
        .isNotEqualTo(
            json(predict("iris", "{\"instances\": [[1, 2, 3, 4]]}"), 200).get("predictions"));
  }

  /** Columns: model, body, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          prices | ``                                                  | must be a JSON object
          prices | []                                                  | must be a JSON object
          prices | {                                                   | not valid JSON
          prices | {}                                                  | Missing "instances" or "inputs" key
          prices | {"instances": [[1, 2]], "inputs": [[1, 2]]}         | Both "instances" and "inputs"
          prices | {"instances": []}                                   | an array that is not empty
          prices | {"instances": {}}                                   | an array that is not empty
          prices | {"inputs": []}                                      | an array that is not empty
          prices | {"inputs": {"size": 1, "rooms": 2}}                 | "size" must be an array
          prices | {"signature_name": "x", "instances": [[1, 2]]}      | Serving signature name: "x" not found in signature def
          prices | {"instances": [[1, 2], [1]]}                        | Row 1 has 1 values; the model reads 2 columns: size, rooms
          prices | {"instances": [[1, 2], {"size": 1, "rooms": 2}]}    | Instance 1 is of another kind
          prices | {"instances": [{"size": 1, "rooms": 2}, {"size": 1}]} | Instance 1 has other names
          prices | {"instances": [{"size": 1}]}                        | lacks rooms
          prices | {"inputs": {"size": [1, 2], "rooms": [1]}}          | 'rooms' has 1 values, others have 2
          prices | {"instances": [[1, "2"]]}                           | Row 0: 'rooms' takes a number, got "2"
          prices | {"instances": [[1, Infinity]]}                      | range of 32 bits
          prices | {"instances": [[1, {}]]}                            | takes a number, got {}
          iris   | {"instances": [[[1, 2], [3]]]}                      | takes 4 numbers, got 3
          iris   | {"instances": [[1, 2, 3, 4, 5]]}                    | got at least 5
          people | {"instances": [[1, {}]]}                            | A text is expected
          strict | {"instances": [null]}                               | 'a' is missing
          """)
  void saysWhatIsWrong(String model, String body, String message) {
    Exchange.Answer answer = predict(model, body == null ? "" : body);

    assertThat(answer.header("content-type")).contains("application/json");
    JsonNode error = json(answer, 400);
    assertThat(error.propertyNames()).containsExactly("error");
    assertThat(error.get("error").asString()).contains(message);
  }

  /** Columns: method, path, status, body. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET  | /v1/models                        | 200 | {"models":["iris","people","prices","strict"]}
          GET  | /v1/models/strict                 | 200 | {"model_version_status":[{"version":"1","state":"AVAILABLE","status":{"error_code":"OK","error_message":""}}],"name":"strict","ready":true}
          GET  | /v1/models/iris/versions/2        | 200 | {"model_version_status":[{"version":"2","state":"AVAILABLE","status":{"error_code":"OK","error_message":""}}],"name":"iris","ready":true}
          GET  | /v1/models/nobody                 | 404 | {"error":"Could not find any versions of model nobody"}
          GET  | /v1/models/iris/versions/9        | 404 | {"error":"Could not find version 9 of model iris"}
          POST | /v1/models/nobody:predict         | 404 | {"error":"Servable not found for request: Latest(nobody)"}
          POST | /v1/models/iris/versions/9:predict | 404 | {"error":"Servable not found for request: Specific(iris, 9)"}
          POST | /v1/models/iris/labels/best:predict | 400 | {"error":"Unrecognized servable version label: best"}
          GET  | /v1/models/iris/labels/best       | 400 | {"error":"Unrecognized servable version label: best"}
          POST | /v1/models/iris:explain           | 501 | {"error":"Explanations are not implemented."}
          GET  | /v1/models/iris:predict           | 405 | {"error":"Method Not Allowed"}
          POST | /v1/models/nobody:classify        | 404 | {"error":"Servable not found for request: Latest(nobody)"}
          POST | /v1/models/iris/versions/9:classify | 404 | {"error":"Servable not found for request: Specific(iris, 9)"}
          POST | /v1/models/iris/labels/best:classify | 400 | {"error":"Unrecognized servable version label: best"}
          POST | /v1/models/iris:regress           | 400 | {"error":"The model has no value; ask it with :classify or :predict."}
          POST | /v1/models/prices:regress         | 400 | {"error":"The model has several targets; ask it with :predict."}
          POST | /v1/models/prices:classify        | 400 | {"error":"The model classifies nothing; ask it with :regress or :predict."}
          POST | /v1/models/iris:classify          | 400 | {"error":"The body must be a JSON object."}
          POST | /v1/models/iris:guess             | 404 | {"error":"Not Found"}
          GET  | /v1/models/iris/versions/x        | 404 | {"error":"Not Found"}
          GET  | /v1/models/strict/metadata        | 200 | {"model_spec":{"name":"strict","signature_name":"","version":"1"},"metadata":{"signature_def":{"signature_def":{"serving_default":{"inputs":{"input":{"dtype":"DT_FLOAT","tensor_shape":{"dim":[{"size":"-1","name":""},{"size":"1","name":""}],"unknown_rank":false},"name":"input:0"}},"outputs":{"output":{"dtype":"DT_FLOAT","tensor_shape":{"dim":[{"size":"-1","name":""},{"size":"1","name":""}],"unknown_rank":false},"name":"output:0"}},"method_name":"tensorflow/serving/predict","defaults":{}}}}}}
          """)
  void answersAsTheServerDoes(String method, String path, int status, String body) {
    Exchange.Answer answer = exchange.send(method, path, List.of(), new byte[0]);

    assertThat(answer.text()).isEqualTo(body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).contains("application/json");
  }

  @Test
  void classifiesExamples() {
    String examples =
        "{\"context\": {\"color\": \"red\"}, \"examples\": [{\"age\": 4}, {\"age\": [5], \"color\": \"grün\", \"more\": 1}]}";
    JsonNode results = json(exchange.post("/v1/models/people:classify", examples), 200);
    JsonNode expected =
        json(
            predict("people", "{\"inputs\": {\"age\": [4, 5], \"color\": [\"red\", \"grün\"]}}"),
            200);

    assertThat(results.propertyNames()).containsExactly("results");
    for (int row = 0; row < 2; row++) {
      for (int label = 0; label < 2; label++) {
        String place = "/" + row + "/" + label;
        assertThat(results.at("/results" + place + "/0").asString())
            .isEqualTo(List.of("no", "yes").get(label));
        assertThat(results.at("/results" + place + "/1").floatValue())
            .isEqualTo(expected.at("/outputs" + place).floatValue());
      }
    }
  }

  @Test
  void regressesExamples() {
    JsonNode results =
        json(
            exchange.post(
                "/v1/models/strict/versions/1:regress",
                "{\"examples\": [{\"a\": 1.5}, {\"a\": 2}]}"),
            200);
    JsonNode expected = json(predict("strict", "{\"instances\": [1.5, 2]}"), 200);

    assertThat(results.get("results").size()).isEqualTo(2);
    for (int row = 0; row < 2; row++) {
      assertThat(results.get("results").get(row).floatValue())
          .isEqualTo(expected.get("predictions").get(row).get(0).floatValue());
    }
  }

  /** Columns: body, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                              | "examples" must be an array
          {"examples": []}                                | "examples" must be an array
          {"examples": [1]}                               | Example 0 is no object
          {"examples": [{"a": 1}, {}]}                    | Example 1 lacks the feature 'a'
          {"examples": [{"a": 1}], "context": [1]}        | "context" must be an object
          {"examples": [{"a": "1"}]}                      | Row 0: 'a' takes a number
          {"examples": [{"a": 1}], "signature_name": "x"} | not found in signature def
          """)
  void saysWhatIsWrongWithExamples(String body, String message) {
    JsonNode error = json(exchange.post("/v1/models/strict:regress", body), 400);

    assertThat(error.get("error").asString()).contains(message);
  }

  @Test
  void showsATensorForEachColumnWhereTextsAreRead() {
    JsonNode inputs =
        json(exchange.get("/v1/models/people/versions/1/metadata"), 200)
            .at("/metadata/signature_def/signature_def/serving_default/inputs");

    assertThat(inputs.propertyNames()).containsExactly("age", "color");
    assertThat(inputs.at("/color/dtype").asString()).isEqualTo("DT_STRING");
  }

  @Test
  void listsTheNewestVersionFirst() {
    assertThat(
            json(exchange.get("/v1/models/iris"), 200)
                .get("model_version_status")
                .valueStream()
                .map(status -> status.get("version").asString()))
        .containsExactly("2", "1");
  }

  /** With the content type that curl sends by itself, as the documentation of both shows it. */
  private Exchange.Answer predict(String model, String body) {
    return exchange.post(
        "/v1/models/" + model + ":predict",
        body,
        "Content-Type: application/x-www-form-urlencoded");
  }

  private static JsonNode json(Exchange.Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }
}
