package org.trainyard.app.job.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.EventClient;
import org.trainyard.app.EventClient.Event;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;

/** Streams of events, read by a real client from a real service. */
class EventStreamTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MAX_STREAMS = 3;

  @TempDir private static Path folder;

  private static RunningService service;
  private static HttpService http;
  private static String dataset = "";

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            folder,
            List.of(
                "trainyard.events.comment-interval=50ms",
                "trainyard.events.max-streams-per-client=" + MAX_STREAMS,
                "server.tomcat.connection-timeout=1s",
                "db-scheduler.polling-interval=20ms"));
    http = service.http();
    dataset = http.generate("xor", 200);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** A reader sees the end of a stream before its place is free. */
  @AfterEach
  void leaveAllPlacesFree() {
    Awaitility.await().atMost(PATIENCE).until(() -> open() == 0);
  }

  @Test
  void tellsWhatHappenedAndThenEnds() {
    String job = http.submit(job(4));
    try (EventClient stream = watch(job)) {
      List<Event> events = stream.rest();
      assertThat(events.stream().map(Event::type))
          .containsExactly("state", "state", "epoch", "epoch", "epoch", "epoch", "state", "end");
      assertThat(events.stream().map(Event::id))
          .isEqualTo(IntStream.rangeClosed(1, 8).mapToObj(String::valueOf).toList());
      assertThat(events).allMatch(event -> event.data().get("job").asString().equals(job));
      assertThat(events.get(3).data().get("epoch").asInt()).isEqualTo(2);
      assertThat(events.get(3).data().get("trainingLoss").isNumber()).isTrue();
      assertThat(events.get(1).data().get("to").asString()).isEqualTo("RUNNING");
      assertThat(events.getLast().data().get("state").asString()).isEqualTo("SUCCEEDED");
      assertThat(stream.retry()).isEqualTo("3000");
      assertThat(stream.response().headers().firstValue("Content-Type"))
          .contains("text/event-stream;charset=UTF-8");
      assertThat(stream.response().headers().firstValue("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void replaysWhatAReaderMissed() {
    String job = http.train(job(4)).get("id").asString();
    assertThat(idsAfter(job, "5")).containsExactly("6", "7", "8");
    assertThat(idsAfter(job, "99")).hasSize(8);
    assertThat(idsAfter(job, "not an id")).hasSize(8);
    assertThat(idsAfter(job, "1.2")).hasSize(8);
    try (EventClient byParameter = new EventClient(http.request(path(job) + "?after=7"))) {
      assertThat(byParameter.rest().stream().map(Event::id)).containsExactly("8");
    }
    try (EventClient both =
        new EventClient(http.request(path(job) + "?after=2").header("Last-Event-ID", "6"))) {
      assertThat(both.rest().stream().map(Event::id)).containsExactly("7", "8");
    }
    HttpResponse<String> nothingLeft =
        http.send(http.request(path(job)).header("Last-Event-ID", "8").GET());
    assertThat(nothingLeft.statusCode()).isEqualTo(204);
    assertThat(nothingLeft.body()).isEmpty();
  }

  @Test
  void followsARunningJobAndSaysNowAndThenThatItIsThere() {
    String job = http.submit(endless());
    try (EventClient stream = watch(job)) {
      Event first = nextEpoch(stream);
      Event later = nextEpoch(stream);
      assertThat(Integer.parseInt(later.id())).isGreaterThan(Integer.parseInt(first.id()));
      http.post("/api/v1/jobs/" + job + "/pause", "", 202);
      http.awaitState(job, "PAUSED");
      Event event = later;
      while (!event.type().equals("state")) {
        event = stream.next().orElseThrow();
      }
      assertThat(event.data().get("to").asString()).isEqualTo("PAUSED");
      stream.awaitComment();
      http.post("/api/v1/jobs/" + job + "/cancel", "", 202);
      assertThat(stream.rest().stream().map(Event::type)).containsExactly("state", "end");
    }
  }

  @Test
  void oneStreamTellsOfSeveralJobs() {
    String first = http.submit(job(2));
    String second = http.submit(job(3));
    String path = "/api/v1/events?jobs=" + first + "," + second;
    List<Event> events;
    try (EventClient stream = new EventClient(http.request(path))) {
      events = stream.rest();
    }
    assertThat(of(first, events))
        .containsExactly("state", "state", "epoch", "epoch", "state", "end");
    assertThat(of(second, events)).hasSize(7).endsWith("end");
    Event middle = events.get(6);
    try (EventClient again =
        new EventClient(http.request(path).header("Last-Event-ID", middle.id()))) {
      List<Event> rest = again.rest();
      assertThat(rest.size()).isEqualTo(events.size() - 7);
      assertThat(rest.getLast().id()).isEqualTo("6.7");
    }
    assertThat(http.send(http.request(path).header("Last-Event-ID", "6.7").GET()).statusCode())
        .isEqualTo(204);
  }

  @Test
  void whatCannotBeStreamedIsAProblem() {
    String job = http.train(job(1)).get("id").asString();
    assertProblem(path("job_00000000000000000000000000"), 404, "not-found");
    assertProblem(path("17"), 400, "bad-id");
    assertProblem(path(job) + "?after=x", 400, "wrong-type");
    assertProblem(path(job) + "?afer=1", 400, "unknown-field");
    assertProblem("/api/v1/events", 400, "missing-field");
    assertProblem("/api/v1/events?jobs=", 400, "wrong-type");
    assertProblem("/api/v1/events?jobs=" + job + ",17", 400, "bad-id");
    JsonNode refused =
        HttpService.json(
            http.send(http.request(path(job)).header("Accept", "application/json").GET()), 406);
    assertThat(refused.get("detail").asString()).contains("text/event-stream");
  }

  @Test
  void oneClientCannotTakeAllStreams() {
    String job = http.submit(endless());
    List<EventClient> streams = IntStream.range(0, MAX_STREAMS).mapToObj(_ -> watch(job)).toList();
    try {
      HttpResponse<String> refused = http.send(http.request(path(job)).GET());
      JsonNode problem = HttpService.json(refused, 429);
      assertThat(problem.get("type").asString()).isEqualTo("/problems/quota-exceeded");
      assertThat(problem.get("limit").asInt()).isEqualTo(MAX_STREAMS);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    } finally {
      streams.forEach(EventClient::close);
    }
    // A write to each of them has failed by then.
    Awaitility.await().atMost(PATIENCE).until(() -> open() == 0);
    watch(job).close();
    http.post("/api/v1/jobs/" + job + "/cancel", "", 202);
  }

  @Test
  void aReaderThatDoesNotReadIsDroppedAndHoldsNobodyUp() throws IOException {
    String job = http.submit(job(10_000));
    int port = http.request("/").build().uri().getPort();
    try (Socket idle = new Socket()) {
      idle.setReceiveBufferSize(1024);
      idle.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      idle.getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .formatted(path(job))
                  .getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().atMost(PATIENCE).until(() -> open() == 1);
      assertThat(http.await(job).get("state").asString()).isEqualTo("SUCCEEDED");
      Awaitility.await().atMost(PATIENCE).until(() -> open() == 0);
    }
    try (EventClient again =
        new EventClient(http.request(path(job)).header("Last-Event-ID", "9000"))) {
      assertThat(again.rest()).hasSizeGreaterThan(1000).last().matches(e -> e.type().equals("end"));
    }
  }

  private static int open() {
    return service.bean(OpenStreams.class).count();
  }

  private static EventClient watch(String job) {
    return new EventClient(http.request(path(job)));
  }

  private static String path(String job) {
    return "/api/v1/jobs/" + job + "/events";
  }

  private static List<String> idsAfter(String job, String id) {
    try (EventClient stream =
        new EventClient(http.request(path(job)).header("Last-Event-ID", id))) {
      return stream.rest().stream().map(Event::id).toList();
    }
  }

  private static Event nextEpoch(EventClient stream) {
    Event event = stream.next().orElseThrow();
    while (!event.type().equals("epoch")) {
      event = stream.next().orElseThrow();
    }
    return event;
  }

  private static List<String> of(String job, List<Event> events) {
    return events.stream()
        .filter(event -> event.data().get("job").asString().equals(job))
        .map(Event::type)
        .toList();
  }

  private static void assertProblem(String path, int status, String type) {
    JsonNode problem =
        HttpService.json(
            http.send(http.request(path).header("Accept", "text/event-stream").GET()), status);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/" + type);
  }

  private static String job(int epochs) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
     "split": {"validation": 0}, "training": {"epochs": %d, "batchSize": 200, "diagnostics": false}}
    """
        .formatted(dataset, epochs);
  }

  private static String endless() {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [256, 256]},
     "training": {"epochs": 10000, "batchSize": 2}}
    """
        .formatted(dataset);
  }
}
