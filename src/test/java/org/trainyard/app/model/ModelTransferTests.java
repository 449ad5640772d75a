package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models leave as files, and come back as one. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "trainyard.models.max-file=64KB")
class ModelTransferTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILES = "/api/v1/models/people/versions/1/files/";

  @TempDir private static Path data;

  private final HttpClient client = HttpClient.newHttpClient();

  @Autowired private ModelRegistry registry;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
  }

  @BeforeEach
  void register() throws IOException {
    if (registry.newest("", 1).isEmpty()) {
      StoredModel file = registry.store(SampleModels.classifier(7));
      registry.register("people", file, "job_1", Instant.EPOCH);
      registry.release(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trainyard", "onnx", "safetensors"})
  void givesFilesWithRangesAndTags(String extension) {
    HttpResponse<byte[]> whole = get(FILES + "model." + extension);
    String tag = whole.headers().firstValue("ETag").orElseThrow();

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.headers().allValues("Cache-Control")).containsExactly("no-cache");
    assertThat(whole.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"people-v1.%s\"".formatted(extension));
    assertThat(whole.headers().firstValue("Content-Length"))
        .hasValue(Integer.toString(whole.body().length));
    assertThat(get(FILES + "model." + extension, "If-None-Match", tag).statusCode()).isEqualTo(304);

    HttpResponse<byte[]> part = get(FILES + "model." + extension, "Range", "bytes=8-15");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 8, 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=9999999-", "bytes=5-2", "bytes=x"})
  void refusesARangeThatIsNoPartOfTheFile(String range) {
    int size = get(FILES + "model.trainyard").body().length;

    HttpResponse<byte[]> answer = get(FILES + "model.trainyard", "Range", range);

    assertProblem(answer, 416, "bad-range");
    assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */" + size);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(JSON.readTree(answer.body()).path("limit").asInt()).isEqualTo(size);
  }

  @Test
  void namesTheFilesThereAre() {
    HttpResponse<byte[]> answer = get(FILES + "model.pt");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(answer.body()).path("detail").asString())
        .contains("model.trainyard, model.onnx, model.safetensors");
  }

  @Test
  void importsAFileAsTheNextVersion() {
    byte[] file = get(FILES + "model.trainyard").body();

    HttpResponse<byte[]> first = post("?name=copies", file);
    HttpResponse<byte[]> second = post("?name=copies", file);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Location")).hasValue("/api/v1/models/copies/versions/1");
    JsonNode copy = JSON.readTree(second.body());
    assertThat(copy).isEqualTo(JSON.readTree(get("/api/v1/models/copies/versions/2").body()));
    JsonNode original = JSON.readTree(get("/api/v1/models/people/versions/1").body());
    assertThat(copy.path("version").asInt()).isEqualTo(2);
    for (String member : List.of("inputs", "output", "network", "weightsSha256", "provenance")) {
      assertThat(copy.path(member)).as(member).isEqualTo(original.path(member));
    }
    assertThat(get("/api/v1/models/copies/versions/2/files/model.trainyard").body())
        .isEqualTo(file);
  }

  @Test
  void refusesADamagedFileAndKeepsNothing() throws IOException {
    byte[] file = get(FILES + "model.trainyard").body();
    long before = stored();

    for (int at = 0; at < file.length; at += 97) {
      byte[] damaged = file.clone();
      damaged[at] ^= 0x10;
      assertProblem(post("?name=damaged", damaged), 422, "model-file-invalid");
    }
    assertProblem(post("?name=damaged", new byte[0]), 422, "model-file-invalid");
    assertProblem(post("?name=damaged", new byte[70_000]), 413, "upload-too-large");

    assertThat(stored()).isEqualTo(before);
    assertThat(get("/api/v1/models/damaged").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "504b030414000000, a ZIP archive",
    "80027d71002e0000, a Python pickle",
    "894844460d0a1a0a, an HDF5 file",
    "1f8b080000000000, gzip",
    "2d2d2d2d2d2d5765, a form",
    "080a12097472616e, an ONNX file",
    "40000000000000007b, a safetensors file",
  })
  void saysWhatAFileOfAnotherToolIs(String begin, String words) {
    byte[] file = Arrays.copyOf(HexFormat.of().parseHex(begin), 200);

    HttpResponse<byte[]> answer = post("?name=foreign", file);

    assertProblem(answer, 422, "container-invalid");
    assertThat(JSON.readTree(answer.body()).path("detail").asString()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400, missing-field",
    "?name=a&name=b, 400, missing-field",
    "?nam=a, 400, unknown-field",
    "?name=, 422, definition-invalid",
    "?name=stats, 422, definition-invalid",
    "?name=a%2Fb, 422, definition-invalid",
  })
  void saysWhatIsWrongWithAName(String query, int status, String type) {
    assertProblem(post(query, get(FILES + "model.trainyard").body()), status, type);
  }

  private static void assertProblem(HttpResponse<byte[]> answer, int status, String type) {
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static long stored() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("models"))) {
      return files.count();
    }
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<byte[]> post(String query, byte[] body) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/models" + query))
            .header("Content-Type", "application/x-www-form-urlencoded") // as curl does
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
