package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of server-sent events as a browser does. */
public final class EventClient implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;
  private final List<String> comments = new ArrayList<>();
  private @Nullable String retry;

  /** An event with all its parts. */
  public record Event(String id, String type, JsonNode data) {}

  /** Opens a stream; the answer must begin one. */
  public EventClient(HttpRequest.Builder request) {
    try {
      response =
          client.send(
              request.header("Accept", "text/event-stream").GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    assertThat(response.statusCode()).isEqualTo(200);
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  public HttpResponse<InputStream> response() {
    return response;
  }

  /** How long a browser would wait before it comes again; null if the stream has not said so. */
  public @Nullable String retry() {
    return retry;
  }

  /** The next event, once it comes; empty when the stream has ended. */
  public Optional<Event> next() {
    String id = "";
    String type = "";
    @Nullable String data = null;
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.isEmpty() && data != null) {
        return Optional.of(new Event(id, type, JsonMapper.shared().readTree(data)));
      }
      String value = text.substring(text.indexOf(':') + 1).strip();
      switch (text.split(":", 2)[0]) {
        case "id" -> id = value;
        case "event" -> type = value;
        case "data" -> data = value;
        case "retry" -> retry = value;
        default -> comments.add(value);
      }
    }
    return Optional.empty();
  }

  /** The events that are left, until the stream ends. */
  public List<Event> rest() {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      events.add(event.get());
    }
    return events;
  }

  /** Waits for a comment, between events. */
  public void awaitComment() {
    while (comments.isEmpty()) {
      String line = line().orElseThrow();
      if (line.startsWith(":")) {
        comments.add(line);
      }
    }
  }

  private Optional<String> line() {
    try {
      return Optional.ofNullable(lines.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      response.body().close(); // breaks the connection
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client.shutdownNow();
    client.close();
  }
}
