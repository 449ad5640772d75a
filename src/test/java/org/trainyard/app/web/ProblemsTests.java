package org.trainyard.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = WebTestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProblemsTests {

  private static final String VALID = "\"dataset\":\"ds_1\",\"target\":\"y\"";

  @LocalServerPort private int port;

  /**
   * Columns: what the body has beside the required members; status; type; field; a message part.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "epoch":3                                     | 400 | unknown-field   | /epoch                  | Did you mean 'epochs'?
          "epochs":1,"epochs":2                         | 400 | duplicate-field | /epochs                 | twice
          "epochs":"3"                                  | 400 | wrong-type      | /epochs                 | a whole number, got text
          "epochs":true                                 | 400 | wrong-type      | /epochs                 | got a boolean
          "epochs":1.5                                  | 400 | wrong-type      | /epochs                 | got a number with a point or an exponent
          "epochs":[1]                                  | 400 | wrong-type      | /epochs                 | got an array
          "epochs":{}                                   | 400 | wrong-type      | /epochs                 | got an object
          "epochs":99999999999999999999                 | 422 | hyperparameter-out-of-range | /epochs     | too large
          "hidden":[1,"2"]                              | 400 | wrong-type      | /hidden/1               | got text
          "hidden":"2"                                  | 400 | wrong-type      | ?                       | got text
          "labels":{"a":1}                              | 400 | wrong-type      | /labels/a               | text, got a whole number
          "labels":[]                                   | 400 | wrong-type      | /labels                 | an object, got an array
          "split":{"validation":"0.2"}                  | 400 | wrong-type      | /split/validation       | a number, got text
          "split":{"validation":"NaN"}                  | 400 | wrong-type      | /split/validation       | a number, got text
          "split":{"validation":NaN}                    | 400 | malformed-json  | ?                       | not JSON
          "split":{"validation":1e400}                  | 400 | number-not-finite | /split/validation     | double precision
          "split":{"validatoin":1}                      | 400 | unknown-field   | /split/validatoin       | 'validation'
          "split":[]                                    | 400 | wrong-type      | /split                  | an object, got an array
          "split":""                                    | 400 | wrong-type      | /split                  | an object, got text
          "optimizer":{"type":"adma"}                   | 422 | definition-invalid | /optimizer/type      | Did you mean 'adam'?
          "optimizer":{"learningRate":1}                | 400 | missing-field   | /optimizer/type         | 'sgd', 'adam'
          "optimizer":{}                                | 400 | missing-field   | /optimizer/type         | 'sgd', 'adam'
          "optimizer":"sgd"                             | 400 | wrong-type      | /optimizer              | an object, got text
          "optimizer":[]                                | 400 | wrong-type      | /optimizer              | an object, got an array
          "optimizer":{"learningRate":1e999,"type":"sgd"} | 400 | number-not-finite | /optimizer/learningRate | double precision
          "optimizer":{"learningRate":"x","type":"sgd"} | 400 | wrong-type      | /optimizer/learningRate | a number, got text
          "optimizer":{"momentun":1,"type":"adam"}      | 400 | unknown-field   | /optimizer/momentun     | not known
          "activation":"rellu"                          | 422 | definition-invalid | /activation          | Did you mean 'relu'?
          "activation":""                               | 422 | definition-invalid | /activation          | 'relu', 'tanh'
          "activation":0                                | 400 | wrong-type      | /activation             | got a whole number
          "activation":"0"                              | 422 | definition-invalid | /activation          | 'relu', 'tanh'
          "labels":{"a":null}                           | 400 | wrong-type      | /labels/a               | text, got null
          "hidden":[1,null]                             | 400 | wrong-type      | /hidden/1               | a whole number, got null
          "labels":{"a":"\\u0000"}                      | 400 | malformed-json  | /labels/a               | NUL
          "labels":{"a":"\\ud800"}                      | 400 | malformed-json  | /labels/a               | surrogate
          "epochs":1,                                   | 400 | malformed-json  | ?                       | line 1, column
          "epochs":11111111111111111111111111111111111111111111111111111111111111111 | 400 | malformed-json | /epochs | at most 64
          """)
  void namesWhatIsWrongInTheBody(
      String members, int status, String type, String field, String message) {
    JsonNode problem = post("{" + VALID + "," + members + "}", status, type);

    assertThat(problem.path("detail").asString()).contains(message);
    if (!field.equals("?")) {
      assertThat(problem.path("field").asString()).isEqualTo(field);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "EMPTY",
      textBlock =
          """
          []          | 400 | wrong-type     | got an array
          null        | 400 | wrong-type     | must be an object, got null
          {a:1}       | 400 | malformed-json | names stand in double quotes
          {"a":b}     | 400 | malformed-json | 'b' is not a JSON value; texts stand in double quotes, at line 1
          {"a":01}    | 400 | malformed-json | does not begin with a zero
          {"a":"\t"}  | 400 | malformed-json | must be escaped
          {"a":"\\x"} | 400 | malformed-json | is no escape of JSON
          ]           | 400 | malformed-json | Unexpected ']'
          3           | 400 | wrong-type     | got a whole number
          "x"         | 400 | wrong-type     | got text
          {           | 400 | malformed-json | ends early
          {"a":1} x   | 400 | malformed-json | line 1
          {} {}       | 400 | malformed-json | after the end
          {'a':1}     | 400 | malformed-json | column
          `   `       | 400 | malformed-json | empty
          ``          | 400 | malformed-json | empty
          """)
  void namesWhatIsWrongWithTheDocument(String body, int status, String type, String message) {
    assertThat(post(body, status, type).path("detail").asString()).contains(message);
  }

  @Test
  void listsAllMissingMembers() {
    JsonNode problem = post("{}", 400, "missing-field");

    assertThat(problem.path("field").asString()).isEqualTo("/dataset");
    assertThat(problem.path("violations").findValuesAsString("field"))
        .containsExactly("/dataset", "/target");
  }

  @Test
  void namesTheMisspeltMemberBeforeTheMissingOne() {
    JsonNode problem = post("{\"datset\":\"ds_1\",\"target\":\"y\"}", 400, "unknown-field");

    assertThat(problem.path("field").asString()).isEqualTo("/datset");
    assertThat(problem.path("detail").asString()).contains("Did you mean 'dataset'?");
    assertThat(problem.path("violations").findValuesAsString("field"))
        .containsExactly("/datset", "/dataset");
  }

  @Test
  void refusesNullForRequiredMembers() {
    JsonNode problem = post("{\"dataset\":null,\"target\":\"y\"}", 400, "wrong-type");

    assertThat(problem.path("field").asString()).isEqualTo("/dataset");
    assertThat(problem.path("detail").asString()).contains("text, got null");
  }

  @Test
  void refusesDeepNesting() {
    post("{\"split\":" + "[".repeat(100_000), 400, "json-too-deep");
  }

  @Test
  void refusesInvalidUtf8() {
    assertThat(post("{\"a\":\"\u00ff\"}", 400, "malformed-json").path("byteOffset").asInt())
        .isEqualTo(6);
  }

  @Test
  void bindsAValidBody() {
    String body = "{" + VALID + ",\"hidden\":5,\"optimizer\":{\"nesterov\":true,\"type\":\"sgd\"}}";
    RawHttp.Answer answer = RawHttp.send(port, request(body, ""));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"hidden\":[5]")
        .contains("\"learningRate\":0.01,\"nesterov\":true")
        .contains("\"activation\":\"relu\"");
  }

  @Test
  void writesNumbersThatAreNotFiniteAsNull() {
    assertThat(get("/api/v1/samples", "").body())
        .isEqualTo(
            "{\"loss\":0.5,\"perplexity\":null,\"at\":\"1970-01-01T00:00:00Z\",\"activation\":\"tanh\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /nothing                    | X: y                        | 404 | not-found
          DELETE /api/v1/samples          | X: y                        | 405 | method-not-allowed
          TRACE /api/v1/samples           | X: y                        | 405 | method-not-allowed
          FOO /api/v1/samples             | X: y                        | 405 | method-not-allowed
          GET /api/v1/samples             | Accept: application/xml     | 406 | not-acceptable
          GET /api/v1/samples             | Accept: %%%                 | 406 | not-acceptable
          GET /api/v1/samples?limit=x     | X: y                        | 400 | wrong-type
          GET /api/v1/samples?limt=1      | X: y                        | 400 | unknown-field
          GET /api/v1/samples?limit=%zz   | X: y                        | 400 | bad-request
          GET /api/v1/samples?%           | X: y                        | 400 | bad-request
          GET /api/v1/samples/            | X: y                        | 404 | not-found
          GET /actuator/health/nothing    | X: y                        | 404 | not-found
          GET /api/v1/samples             | Accept: application/json;charset=latin1 | 406 | not-acceptable
          POST /api/v1/samples            | Content-Type: */*           | 415 | media-type-unsupported
          POST /api/v1/samples            | Content-Type: application/* | 415 | media-type-unsupported
          GET /api/v1/required            | X: y                        | 400 | missing-field
          GET /api/v1/samples/ds_x        | X: y                        | 400 | bad-id
          GET /api/v1/samples             | Content-Encoding: gzip      | 415 | encoding-unsupported
          POST /api/v1/samples            | Content-Type: text/plain    | 415 | media-type-unsupported
          POST /api/v1/samples            | Content-Type: application/yaml | 415 | media-type-unsupported
          POST /api/v1/samples            | Content-Type: garbage       | 415 | media-type-unsupported
          POST /api/v1/samples            | Content-Length: 1048577     | 413 | body-too-large
          GET /api/v1/samples             | Origin: https://evil        | 403 | cross-site-request
          GET /api/v1/samples             | Origin: null                | 403 | cross-site-request
          GET /api/v1/samples             | Sec-Fetch-Site: cross-site  | 403 | cross-site-request
          GET /api/v1/samples             | Sec-Fetch-Site: same-site   | 403 | cross-site-request
          GET /api/v1/..%2fx              | X: y                        | 400 | bad-path
          GET /api/v1/%252e               | X: y                        | 400 | bad-path
          GET /api/v1/a;b                 | X: y                        | 400 | bad-path
          GET /api//v1                    | X: y                        | 400 | bad-path
          GET /api/v1/%00                 | X: y                        | 400 | bad-path
          GET /api/v1/%c0%ae              | X: y                        | 400 | bad-path
          GET /api/v1/\\                  | X: y                        | 400 | bad-path
          GET /api/v1/<                   | X: y                        | 400 | bad-path
          GET /                           | Host: localhost             | 400 | bad-host
          GET /                           | Transfer-Encoding: foo      | 400 | bad-request
          GET /problems/nothing           | X: y                        | 404 | not-found
          GET /error                      | X: y                        | 404 | not-found
          GET /actuator/env               | X: y                        | 404 | not-found
          """)
  void refuses(String line, String header, int status, String type) {
    assertThat(problem(get(line, header), status, type).path("type").asString()).endsWith(type);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example,421,host-not-allowed",
    "a b,400,bad-host",
    "127.0.0.2,421,host-not-allowed"
  })
  void refusesForeignHosts(String host, int status, String type) {
    problem(send("GET / HTTP/1.1\r\nHost: " + host), status, type);
  }

  @ParameterizedTest
  @CsvSource({"localhost", "LOCALHOST.:80", "[::1]:8080", "127.0.0.1"})
  void answersToItsOwnNames(String host) {
    assertThat(send("GET /api/v1/samples HTTP/1.1\r\nHost: " + host).status()).isEqualTo(200);
  }

  @Test
  void refusesMissingHost() {
    problem(send("GET /api/v1/samples HTTP/1.1"), 400, "bad-host");
    problem(send("GET /api/v1/samples HTTP/1.0"), 400, "bad-host");
  }

  @Test
  void refusesHeadersThatAreTooLarge() {
    problem(get("/api/v1/samples", "X: " + "x".repeat(65_536)), 431, "headers-too-large");
  }

  @Test
  void countsBodiesOfUnknownLength() {
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    RawHttp.Answer answer =
        send(
            "POST /api/v1/samples HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked",
            chunk.repeat(17) + "0\r\n\r\n");

    problem(answer, 413, "body-too-large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Content-Length: 50         | {"a                 | upload-truncated
          Transfer-Encoding: chunked | 5\\r\\n{"a        | upload-truncated
          Transfer-Encoding: chunked | zz\\r\\n{}\\r\\n | bad-request
          """)
  void tellsABodyThatBreaksOff(String header, String body, String type) {
    RawHttp.Answer answer =
        RawHttp.sendAndClose(
            port,
            "POST /api/v1/samples HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + header
                + "\r\n\r\n"
                + body.translateEscapes());

    problem(answer, 400, type);
  }

  @Test
  void tellsAMultipartBodyThatBreaksOff() {
    String request =
        """
        POST /api/v1/files HTTP/1.1
        Host: localhost
        Content-Length: 500
        Content-Type: multipart/form-data; boundary=b

        --b
        Content-Disposition: form-data; name="file"; filename="x"

        a,b
        """;
    RawHttp.Answer answer = RawHttp.sendAndClose(port, request.replace("\n", "\r\n"));

    problem(answer, 400, "upload-truncated");
  }

  @Test
  void saysThatNoAddressEndsWithASlash() {
    JsonNode problem = problem(get("/api/v1/samples/", "X: y"), 404, "not-found");

    assertThat(problem.path("detail").asString()).contains("'/api/v1/samples/'");
    assertThat(problem.path("hint").asString()).contains("slash");
  }

  @Test
  void namesTheNearestQueryParameter() {
    JsonNode problem = problem(get("/api/v1/samples?limt=1", "X: y"), 400, "unknown-field");

    assertThat(problem.path("detail").asString()).contains("Did you mean 'limit'?");
  }

  @Test
  void hidesTheInsideOfMistakes() {
    assertThat(problem(get("/api/v1/bug", "X: y"), 500, "internal").toString())
        .doesNotContain("secret");
    assertThat(problem(get("/api/v1/statement", "X: y"), 500, "internal").toString())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/database,503,dependency-unavailable", "/api/v1/full,507,storage-full"})
  void saysWhenToTryAgain(String path, int status, String type) {
    RawHttp.Answer answer = get(path, "X: y");

    assertThat(problem(answer, status, type).toString()).doesNotContain("secret");
    assertThat(answer.head()).contains("Retry-After: ");
  }

  @Test
  void saysWhichMethodsAreAllowed() {
    assertThat(get("PUT /api/v1/samples", "X: y").head()).contains("Allow: GET, POST");
  }

  @Test
  void guardsBrowsers() {
    assertThat(get("/api/v1/samples", "X: y").head())
        .contains("Content-Security-Policy: default-src 'none'")
        .contains("X-Content-Type-Options: nosniff")
        .contains("Cache-Control: no-store")
        .doesNotContain("Access-Control-", "Server:");
  }

  @Test
  void explainsItsTypes() {
    assertThat(get("/problems/bad-id", "X: y").body()).contains("\"status\":400");
    assertThat(get("/problems/bad-id", "Accept: text/html").body()).contains("<h1>bad-id</h1>");
  }

  private JsonNode post(String body, int status, String type) {
    return problem(RawHttp.send(port, request(body == null ? "" : body, "")), status, type);
  }

  private static String request(String body, String header) {
    return "POST /api/v1/samples HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + header
        + "Connection: close\r\nContent-Length: "
        + body.getBytes(StandardCharsets.ISO_8859_1).length
        + "\r\n\r\n"
        + body;
  }

  private RawHttp.Answer get(String line, String header) {
    String request = line.startsWith("/") ? "GET " + line : line;
    return send(
        request + " HTTP/1.1\r\nHost: localhost" + (header.isEmpty() ? "" : "\r\n" + header));
  }

  private RawHttp.Answer send(String head) {
    return send(head, "");
  }

  private RawHttp.Answer send(String head, String body) {
    return RawHttp.send(port, head + "\r\nConnection: close\r\n\r\n" + body);
  }

  private static JsonNode problem(RawHttp.Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
    assertThat(answer.head()).contains("application/problem+json");
    JsonNode problem = JsonMapper.builder().build().readTree(answer.body());
    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.propertyNames())
        .startsWith("type", "title", "status", "detail", "instance", "errorId");
    assertThat(answer.body()).doesNotContain("java.", "tools.jackson", "org.trainyard", "Request[");
    return problem;
  }
}
