package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads that a running service refuses, and what it leaves of them: nothing. */
final class BadUploads {

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Path data;

  BadUploads(int port, Path data) {
    this.port = port;
    this.data = data;
  }

  /**
   * What a refusal says.
   *
   * @param place a member and its value, such as {@code line=3}; empty: none
   * @param words that stand in the detail or the hint
   */
  record Refusal(int status, String type, String place, String words) {}

  /** Sends a body. */
  void assertRefused(byte[] body, String query, String contentType, Refusal expected) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(query)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    assertRefused(send(request), expected);
  }

  /** Sends a form of files. */
  void assertRefused(Map<String, byte[]> files, Refusal expected) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    files.forEach((name, content) -> {
      body.writeBytes(
          "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n\r\n"
              .formatted(name)
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(content);
      body.writeBytes(new byte[] {'\r', '\n'});
    });
    body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
    assertRefused(
        send(
            HttpRequest.newBuilder(uri(""))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))),
        expected);
  }

  private static void assertRefused(JsonNode problem, Refusal expected) {
    assertThat(problem.get("status").asInt()).as(problem.toString()).isEqualTo(expected.status());
    assertThat(problem.get("type").asString())
        .as(problem.toString())
        .isEqualTo("/problems/" + expected.type());
    assertThat(problem.get("detail").asString() + problem.path("hint").asString(""))
        .contains(expected.words());
    if (!expected.place().isEmpty()) {
      String[] place = expected.place().split("=", 2);
      assertThat(problem.path(place[0]).asString("absent"))
          .as(problem.toString())
          .isEqualTo(place[1]);
    }
  }

  /** Neither a file nor a data set is there. */
  void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("datasets"))) {
      assertThat(files).isEmpty();
    }
    assertThat(send(HttpRequest.newBuilder(uri("")).GET()).get("items")).isEmpty();
  }

  URI uri(String query) {
    return URI.create("http://localhost:%d/api/v1/datasets%s".formatted(port, query));
  }

  JsonNode send(HttpRequest.Builder request) {
    try {
      return JsonMapper.shared()
          .readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
