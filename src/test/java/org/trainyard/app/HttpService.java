package org.trainyard.app;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a client sees it. */
public final class HttpService {

  private static final Path SHARED_DATA = Path.of("../shared/data");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  public HttpService(int port) {
    this.base = "http://localhost:" + port;
  }

  /** A real data set, or the end of the test where it is absent. */
  public static Path shared(String file) {
    Path path = SHARED_DATA.resolve(file);
    Assumptions.assumeTrue(Files.exists(path), "the real data set is absent: " + path);
    return path;
  }

  public JsonNode get(String path) {
    return json(send(request(path).GET()), 200);
  }

  public JsonNode post(String path, String body, int status) {
    return post(path, body, "application/json", status);
  }

  private JsonNode post(String path, String body, String type, int status) {
    return json(
        send(
            request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))),
        status);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The answer; empty if nobody gave one. */
  public Optional<HttpResponse<String>> trySend(HttpRequest.Builder request) {
    try {
      return Optional.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whether there is a service, and it says 200. */
  public boolean answers(String path) {
    try {
      return client
              .send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false; // nobody listens yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  /** Uploads a file as curl's --data-binary does, with curl's content type. */
  public String upload(String name, Path file) throws IOException {
    HttpRequest.Builder request =
        request("/api/v1/datasets?name=" + name)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofFile(file));
    return json(send(request), 201).get("id").asString();
  }

  /** Uploads a text and returns its id. */
  public String uploadText(String name, String text) {
    return post("/api/v1/datasets?name=" + name, text, "text/csv", 201).get("id").asString();
  }

  /** Uploads files as a form. */
  public String uploadForm(String name, Map<String, Path> files) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      body.write(
          "--part\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n\r\n"
              .formatted(file.getKey())
              .getBytes(StandardCharsets.UTF_8));
      body.write(Files.readAllBytes(file.getValue()));
      body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.write("--part--\r\n".getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        request("/api/v1/datasets?name=" + name)
            .header("Content-Type", "multipart/form-data; boundary=part")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    return json(send(request), 201).get("id").asString();
  }

  /** Generates a data set and returns its id. */
  public String generate(String generator, int samples) {
    return post(
            "/api/v1/datasets/generate",
            "{\"generator\": \"%s\", \"samples\": %d, \"seed\": 1}".formatted(generator, samples),
            201)
        .get("id")
        .asString();
  }

  /** Submits a training and returns its id. */
  public String submit(String specification) {
    return post("/api/v1/jobs", specification, 202).get("id").asString();
  }

  /** The job once it has the state; fails if it ends in another one. */
  public JsonNode awaitState(String job, String state) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    JsonNode seen = get("/api/v1/jobs/" + job);
    while (!seen.get("state").asString().equals(state)) {
      assertThat(seen.get("done").asBoolean()).as(seen.toString()).isFalse();
      assertThat(Instant.now()).as(seen.toString()).isBefore(deadline);
      seen = json(send(request("/api/v1/jobs/" + job).header("Prefer", "wait=5").GET()), 200);
    }
    return seen;
  }

  /** Submits a training and waits until it has ended. */
  public JsonNode train(String specification) {
    return await(post("/api/v1/jobs", specification, 202).get("id").asString());
  }

  public JsonNode await(String job) {
    JsonNode seen = get("/api/v1/jobs/" + job);
    for (int i = 0; i < 20 && !seen.get("done").asBoolean(); i++) {
      seen = json(send(request("/api/v1/jobs/" + job).header("Prefer", "wait=30").GET()), 200);
    }
    return seen;
  }

  public static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(response.body());
  }
}
