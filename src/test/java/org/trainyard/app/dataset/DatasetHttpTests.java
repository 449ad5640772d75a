package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The options of uploads as clients send them. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DatasetHttpTests {

  @TempDir private static Path data;

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @Test
  void takesEveryOptionFromTheQuery() {
    String columns = "{\"kind\":{\"type\":\"ignore\"},\"size\":{\"name\":\"height\"}}";
    JsonNode dataset =
        raw(
            "name=my+data&format=csv&separator=%3B&header=true&missing=-,none&decimal=,&columns="
                + URLEncoder.encode(columns, StandardCharsets.UTF_8),
            "size;kind\n1,5;a\n-;b\nnone;c\n",
            201);
    assertThat(dataset.get("name").asString()).isEqualTo("my data");
    assertThat(dataset.at("/columns/0/name").asString()).isEqualTo("height");
    assertThat(dataset.at("/columns/0/missing").asInt()).isEqualTo(2);
    assertThat(dataset.at("/columns/0/max").asDouble()).isEqualTo(1.5);
    assertThat(dataset.at("/columns/1/type").asString()).isEqualTo("ignored");
  }

  @Test
  void givesTextsNewNamesOfWhichTwoMayBecomeOne() {
    String columns =
        "{\"label\":{\"categories\":{\"yes.\":\"yes\",\"no.\":\"no\",\"never\":\"no\",\"perhaps\":\"no\"}}}";
    String query = "name=dotted&columns=" + URLEncoder.encode(columns, StandardCharsets.UTF_8);

    JsonNode dataset = raw(query, "x,label\n1,yes.\n2,never\n3,no.\n4,yes.\n5,yes\n", 201);

    assertThat(dataset.at("/columns/1/categories").toString())
        .isEqualTo("[{\"value\":\"yes\",\"count\":3},{\"value\":\"no\",\"count\":2}]");
    assertThat(dataset.get("warnings").toString())
        .contains("unused-category", "gives 'perhaps' a new name");
  }

  @Test
  void writesRowsAsTextsThatGiveTheSameDataAgain() {
    String text = "size,kind,whole\n1.5,\"NA\",3\n,\"=1+\"\"2\"\"\",1e20\n-2,\"7\",\n";
    JsonNode dataset = raw("name=written", text, 201);
    String rows = "/%s/rows".formatted(dataset.get("id").asString());

    String csv = text(rows, "text/csv");
    assertThat(csv)
        .isEqualTo(
            "\"size\",\"kind\",\"whole\"\r\n1.5,\"NA\",3\r\n,\"=1+\"\"2\"\"\",1.0E20\r\n-2,\"7\",\r\n");
    assertThat(raw("name=again", csv, 201).get("sha256")).isEqualTo(dataset.get("sha256"));

    String lines = text(rows, "application/x-ndjson");
    assertThat(lines.lines().skip(1).findFirst())
        .contains("{\"size\":null,\"kind\":\"=1+\\\"2\\\"\",\"whole\":1.0E20}");
    assertThat(raw("name=lines&missing=", lines, 201).get("sha256"))
        .isEqualTo(dataset.get("sha256"));
  }

  /** B046: both hashes are named, and nothing is left. */
  @Test
  void holdsTheBytesToTheSha256ThatIsDeclared() throws IOException {
    String text = "a,b\n1,2\n3,5\n";
    String right = Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    String wrong = "0".repeat(64);
    JsonNode dataset = raw("name=declared&sha256=" + right.toUpperCase(Locale.ROOT), text, 201);
    assertThat(dataset.get("rows").asInt()).isEqualTo(2);
    form("name", "declared", "options", "{\"sha256\": \"%s\"}".formatted(right), text, 201);
    long files = files();

    for (JsonNode problem :
        List.of(
            raw("sha256=" + wrong, "a,b\n1,2\n3,6\n", 422),
            form("name", "x", "options", "{\"sha256\": \"%s\"}".formatted(wrong), text, 422))) {
      assertThat(problem.get("type").asString()).isEqualTo("/problems/checksum-mismatch");
      assertThat(problem.get("expected").asString()).isEqualTo(wrong);
      assertThat(problem.get("actual").asString()).hasSize(64).isNotEqualTo(wrong);
    }
    assertThat(files()).isEqualTo(files);
  }

  private static long files() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("datasets"))) {
      return files.count();
    }
  }

  private String text(String path, String type) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri(path)).header("Accept", type).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void takesOptionsAndNameFromAForm() {
    JsonNode dataset =
        form(
            "name",
            "formed",
            "options",
            "{\"separator\": \"tab\", \"header\": false, \"missing\": [\"-\"], \"columns\": {\"column2\": {\"type\": \"categorical\"}}}",
            "1\t2\n-\t4\n",
            201);
    assertThat(dataset.get("name").asString()).isEqualTo("formed");
    assertThat(dataset.get("rows").asInt()).isEqualTo(2);
    assertThat(dataset.at("/columns/1/type").asString()).isEqualTo("categorical");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "separater=;        | unknown-field   | separater",
        "separator=;;       | wrong-type      | separator",
        "separator=%22      | wrong-type      | separator",
        "separator=x        | wrong-type      | separator",
        "header=yes         | wrong-type      | header",
        "decimal=x          | wrong-type      | decimal",
        "format=arff        | wrong-type      | format",
        "name=%0A           | wrong-type      | name",
        "decimal=.&decimal=.| duplicate-field | decimal",
        "columns=x          | malformed-json  | columns",
        "columns=%7B%22a%22:%7B%22tipe%22:%22x%22%7D%7D | unknown-field | columns",
        "sha256=abc         | wrong-type      | sha256",
        "decimal=,&separator=, | wrong-type   | separator",
        "columns=%7B%22a%22:%7B%22type%22:%22numeric%22,%22categories%22:%7B%221%22:%222%22%7D%7D%7D | wrong-type | columns",
        "columns=%7B%22a%22:%7B%22categories%22:%7B%221%22:%22%20%22%7D%7D%7D | wrong-type | columns",
      })
  void namesTheParameterThatIsWrong(String query, String type, String parameter) {
    JsonNode problem = raw(query, "a;b\n1;2\n", 400);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.get("parameter").asString()).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'separater': ';'}                      | unknown-field      | /separater",
        "{'header': 'true'}                      | wrong-type         | /header",
        "{'header': true, 'header': true}        | duplicate-field    | /header",
        "{'separator': ';;'}                     | wrong-type         | /separator",
        "{'missing': 'NA'}                       | wrong-type         | /missing",
        "{'columns': {'a': {'type': 'nominal'}}} | definition-invalid | /columns/a/type",
        "{'columns': {'x': {'type': 'ignore'}}}  | unknown-field      | /columns/x",
      })
  void namesThePlaceInTheOptionsThatIsWrong(String options, String type, String pointer) {
    JsonNode problem = form("options", options.replace('\'', '"'), "a;b\n1;2\n");
    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.get("field").asString()).isEqualTo(pointer);
  }

  @Test
  void refusesAnOptionThatIsGivenTwiceInDifferentPlaces() {
    JsonNode problem = form("name", "a", "options", "{\"name\": \"b\"}", "a;b\n1;2\n", 400);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/duplicate-field");
  }

  @Test
  void takesAndChecksTheQueryOfAFormToo() {
    assertThat(send(multipart("?name=queried", file("a;b\n1;2\n")), 201).get("name").asString())
        .isEqualTo("queried");
    assertThat(send(multipart("?nmae=x", file("a;b\n1;2\n")), 400).get("detail").asString())
        .contains("Did you mean 'name'?");
  }

  @Test
  void refusesAPartThatMeansNothing() {
    JsonNode problem = form("nmae", "a", "a;b\n1;2\n");
    assertThat(problem.get("detail").asString()).contains("Did you mean 'name'?");
  }

  @Test
  void inspectsWithoutStoringAndTakesItsAnswerBack() {
    String text = "day;size;kind\n2024-01-05;1,5;a\n2024-02-06;-;b\n2024-03-07;2;a\n";
    JsonNode found =
        send(
            HttpRequest.newBuilder(uri("/inspect?decimal=,&missing=-"))
                .POST(HttpRequest.BodyPublishers.ofString(text)),
            200);
    assertThat(found.get("separator").asString()).isEqualTo(";");
    assertThat(found.get("header").asBoolean()).isTrue();
    assertThat(found.at("/columns/day/type").asString()).isEqualTo("ignore");
    assertThat(found.at("/columns/day/reason").asString()).contains("dates");
    assertThat(found.at("/columns/size/type").asString()).isEqualTo("numeric");
    assertThat(found.at("/firstRows/0").toString()).isEqualTo("{\"size\":1.5,\"kind\":\"a\"}");
    assertThat(found.at("/warnings/0/code").asString()).isEqualTo("date");
    assertThat(send(HttpRequest.newBuilder(uri("")).GET(), 200).toString())
        .doesNotContain("inspected");

    JsonNode dataset = form("name", "inspected", "options", found.toString(), text, 201);
    assertThat(dataset.get("rows").asInt()).isEqualTo(3);
    assertThat(dataset.at("/columns/0/type").asString()).isEqualTo("ignored");
    assertThat(dataset.at("/columns/1/missing").asInt()).isEqualTo(1);
    assertThat(dataset.at("/columns/1/quantiles/median").asDouble()).isEqualTo(1.75);
  }

  @Test
  void inspectsAFormToo() {
    assertThat(
            send(multipart("/inspect", part("separator", ";") + file("a;b\n1;2\n")), 200)
                .at("/statistics/0/name")
                .asString())
        .isEqualTo("a");
  }

  @Test
  void saysHowToSendAnIdxPairInsteadOfOneBody() {
    JsonNode problem = raw("format=idx", "anything", 400);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/missing-field");
    assertThat(problem.get("hint").asString()).contains("multipart", "-F labels=@");
  }

  private JsonNode raw(String query, String body, int status) {
    return send(
        HttpRequest.newBuilder(uri("?" + query))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        status);
  }

  /** A form that is refused. */
  private JsonNode form(String name, String value, String file) {
    return send(multipart("", part(name, value) + file(file)), -1);
  }

  private JsonNode form(
      String name, String value, String other, String otherValue, String file, int status) {
    return send(multipart("", part(name, value) + part(other, otherValue) + file(file)), status);
  }

  private HttpRequest.Builder multipart(String query, String parts) {
    return HttpRequest.newBuilder(uri(query))
        .header("Content-Type", "multipart/form-data; boundary=b")
        .POST(HttpRequest.BodyPublishers.ofString(parts + "--b--\r\n"));
  }

  private static String part(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static String file(String content) {
    return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x\"\r\n\r\n%s\r\n"
        .formatted(content);
  }

  private URI uri(String query) {
    return URI.create(
        "http://localhost:%d/api/v1/datasets%s".formatted(port, query.replace(";", "%3B")));
  }

  /** Sends a request; a status of -1 is any that blames the client. */
  private static JsonNode send(HttpRequest.Builder request, int status) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (status < 0) {
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
      } else {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      }
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
