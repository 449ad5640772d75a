package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue of bad uploads over HTTP: status, type, place and words; nothing is left behind.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DatasetBadInputTests {

  @TempDir private static Path data;

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
    registry.add("trainyard.datasets.max-upload", () -> "1MB");
    registry.add("trainyard.datasets.max-rows", () -> 1000);
    registry.add("trainyard.datasets.max-columns", () -> 100);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("datasets"))) {
      assertThat(files).isEmpty();
    }
    assertThat(send(HttpRequest.newBuilder(uri("")).GET()).get("items")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "B060 | `` | 422 | dataset-empty | holds no rows",
        "B061 | `\\n\\n\\n` | 422 | dataset-empty | no rows",
        "B061 bom | `\\ufeff` | 422 | dataset-empty | no rows",
        "B062 | `a,b\\n` | 422 | dataset-header-only | names 2 columns",
        "B063 | `a,b\\n1,2\\n3\\n4,5,6\\n` | 422 | ragged-rows | 2 of the rows",
        "B070 | `a,b\\n1,\"2\\n3,4\\n` | 422 | csv-syntax | line 2",
        "B071 | `a,b\\n1,\"2\"x\\n` | 422 | csv-syntax | line 2",
        "B075 | `a;b\\n1,5;2\\n2,5;3\\n` | 422 | value-not-numeric | decimal comma",
        "B076 | `a;b\\n1;2\\n1_000;3\\n3;4\\n` | 422 | value-not-numeric | line 3",
        "B077 | `a,b\\n1,2\\n1e400,3\\n` | 422 | value-out-of-range | line 3",
        "B078 | `a,b\\n1,2\\n1e39,3\\n` | 422 | value-out-of-range | 3.4e38",
        "B081 | `a,b\\n1,2\\n-inf,3\\n2,4\\n` | 422 | value-not-finite | line 3",
        "B082 | `a,b\\n1,2\\n0x1p3,3\\n2,4\\n` | 422 | value-not-numeric | programming",
        "B083 | `a,A\\n1,2\\n` | 422 | duplicate-columns | columns 1 and 2",
        "B084 | `a,\\n1,2\\n` | 422 | bad-column-name | column 2",
        "B100 keys | `[{\"a\":1},{\"b\":1}]` | 422 | ragged-rows | Row 2",
        "B100 nested | `[{\"a\":{\"b\":1}}]` | 422 | value-not-numeric | an object",
        "B100 mixed | `[{\"a\":1},{\"a\":\"x\"}]` | 422 | value-not-numeric | row 2",
        "B101 array | `[]` | 422 | dataset-empty | no rows",
        "B101 object | `{}` | 422 | dataset-empty | holds nothing",
        "B102 | `{\"a\":1}\\n{\"a\":\\n` | 422 | container-invalid | line",
      })
  void textsAreRefused(String row, String text, int status, String type, String words) {
    String unescaped = text.replace("\\n", "\n").replace("\\ufeff", "\ufeff");
    refused(unescaped.getBytes(StandardCharsets.UTF_8), "", "", status, type, words);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "B065, fffe61002c006200, 422, text-encoding, UTF-16",
    "B066, 612c620a312ce90a, 422, text-encoding, offset 6",
    "B047 png, 89504e470d0a1a0a0000000d49484452, 422, container-invalid, PNG",
    "B105, 934e554d50590909, 422, npy-invalid, head",
    "B112, 504b0506000000000000000000000000000000000000, 422, container-invalid, holds nothing",
    "B116, 504152310000000000000000, 422, parquet-invalid, PAR1",
    "B228 pickle, 80049500000000000000, 422, container-invalid, pickle",
  })
  void bytesAreRefused(String row, String hex, int status, String type, String words) {
    refused(HexFormat.of().parseHex(hex), "", "", status, type, words);
  }

  @Test
  void whatTheContentTypeSaysCounts() {
    byte[] array = HexFormat.of().parseHex("934e554d50590100760000000000");
    refused(array, "", "text/csv", 422, "container-invalid", "The file is npy, not csv");
    byte[] json = "[{\"a\": 1}]".getBytes(StandardCharsets.UTF_8);
    refused(json, "", "text/csv; charset=utf-8", 422, "container-invalid", "json, not csv");
    refused(json, "?format=jsonl", "application/json", 422, "container-invalid", "not jsonl");
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    refused(empty, "", "application/json", 422, "dataset-empty", "holds nothing");
  }

  @Test
  void sizesAreRefused() {
    refused(new byte[(1 << 20) + 1], "", "", 413, "upload-too-large", "1048576");
    byte[] rows = "1,2\n".repeat(1001).getBytes(StandardCharsets.UTF_8);
    refused(rows, "", "", 413, "too-many-rows", "1000");
    byte[] wide = "1,".repeat(100).concat("1\n").getBytes(StandardCharsets.UTF_8);
    refused(wide, "", "", 413, "too-many-columns", "100");
    byte[] field = ("a\n" + "x".repeat(65_537) + "\n").getBytes(StandardCharsets.UTF_8);
    refused(field, "", "", 413, "field-too-large", "65536");
    refused(gzip(new byte[64 << 20]), "", "", 413, "decompressed-too-large", "times its size");
    refused(gzip(gzip(rows)), "", "", 422, "container-invalid", "gzip within gzip");
  }

  /** B041: the body is shorter than its declared length, wherever it is cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a,b\n1,2\n3,4\n", "{\"a\": 1}\n{\"a\": 2}\n", "[{\"a\": 1}, {\"a\": 2}]"})
  void truncatedAnywhereATextIsRefused(String text) throws IOException {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      try (Socket socket = new Socket("localhost", port)) {
        OutputStream out = socket.getOutputStream();
        out.write(
            "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(port, whole.length)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(whole, 0, length);
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).as("%d bytes", length).matches("(?s)(HTTP/1.1 4.*|)");
      }
    }
  }

  private void refused(
      byte[] body, String query, String contentType, int status, String type, String words) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(query)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    JsonNode problem = send(request);
    assertThat(problem.get("status").asInt()).as(problem.toString()).isEqualTo(status);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.get("detail").asString()).contains(words);
  }

  private URI uri(String query) {
    return URI.create("http://localhost:%d/api/v1/datasets%s".formatted(port, query));
  }

  private static JsonNode send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JsonMapper.shared()
          .readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
