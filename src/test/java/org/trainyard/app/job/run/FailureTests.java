package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.job.lifecycle.FailureType;
import org.trainyard.app.job.lifecycle.JobLifecycle;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.JsonNode;

/** What a job shows when it fails, and what the log says. */
class FailureTests {

  @TempDir private Path folder;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private RunningService service;
  private HttpService http;

  @BeforeEach
  void start() {
    service =
        RunningService.start(
            folder, List.of("db-scheduler.polling-interval=20ms", "db-scheduler.threads=2"));
    http = service.http();
    log.list = new CopyOnWriteArrayList<>(); // written by the service's threads
    log.start();
    ((Logger) LoggerFactory.getLogger(JobLifecycle.class)).addAppender(log);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger(JobLifecycle.class)).detachAppender(log);
    service.close();
  }

  @Test
  void aTrainingThatTakesLongerThanAnyMayFails() {
    try (RunningService impatient =
        RunningService.start(
            folder.resolve("impatient"), List.of("trainyard.jobs.max-duration=500ms"))) {
      HttpService its = impatient.http();
      JsonNode job = its.train(job(its.generate("spiral", 1500), 10_000));
      JsonNode failure = failure(job, "wall-time-exceeded");
      assertThat(failure.get("limitSeconds").asDouble()).isEqualTo(0.5);
      assertThat(failure.get("hint").asString()).contains("maximumSeconds");
      assertThat(job.get("model").isNull()).isTrue();
      assertThat(job.get("stopReason").isNull()).isTrue();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(meters(its))
                  .contains(
                      "trainyard_jobs_ended_total{reason=\"wall-time-exceeded\",state=\"failed\"} 1.0"));
    }
  }

  @Test
  void aDivergedTrainingSaysWhereAndWhatToTry() {
    String job =
        """
        {"dataset": "%s", "target": "y", "network": {"hidden": [16]}, "preprocessing": {"numeric": "none"},
         "optimizer": {"type": "sgd", "learningRate": 1000}, "training": {"epochs": 50}}
        """
            .formatted(http.uploadText("line", line()));
    JsonNode ended = http.train(job);
    JsonNode failure = failure(ended, "training-diverged");
    assertThat(failure.get("epoch").asInt()).isPositive();
    assertThat(failure.get("step").asInt()).isPositive();
    assertThat(failure.get("layer").isInt()).isTrue();
    assertThat(failure.get("lastFiniteLoss").isNumber()).isTrue();
    assertThat(failure.get("hint").asString()).contains("learningRate");

    JsonNode found =
        http.get("/api/v1/jobs/" + ended.get("id").asString() + "/diagnostics").get("findings");
    assertThat(found)
        .filteredOn(finding -> finding.get("code").asString().equals("diverged"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.get("severity").asString()).isEqualTo("error");
          assertThat(finding.get("epoch")).isEqualTo(failure.get("epoch"));
          assertThat(finding.get("advice").asString()).contains("learningRate");
        });
  }

  @Test
  void aDataSetThatIsGoneOrDamagedSaysSo() throws IOException {
    String gone = http.generate("moons", 200);
    String damaged = http.generate("xor", 50);
    service.bean(Scheduler.class).pause();
    String first = http.submit(job(gone, 10));
    String second = http.submit(job(damaged, 10));
    service
        .bean(JdbcClient.class)
        .sql("delete from dataset where id = :id")
        .param("id", gone)
        .update();
    deleteSmallest();
    service.bean(Scheduler.class).resume();
    JsonNode unavailable = failure(http.await(first), "dataset-unavailable");
    assertThat(unavailable.get("hint").asString()).contains("Upload");
    failure(http.await(second), "artifact-corrupt");
  }

  @Test
  void everyMoveIsALineWithItsFacts() {
    String id = http.train(job(http.generate("xor", 100), 3)).get("id").asString();
    // A line follows its commit, which a reader may see first.
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(moves(id))
                .containsExactly(
                    facts(id, "null", "QUEUED", "submitted", "0"),
                    facts(id, "QUEUED", "RUNNING", "a worker took it", "1"),
                    facts(id, "RUNNING", "SUCCEEDED", "trained all epochs", "1")));
  }

  @Test
  void everyTypeOfProblemHasAPage() {
    Stream.concat(
            Stream.of(ProblemType.values()).map(ProblemType::slug),
            Stream.of(FailureType.values()).map(FailureType::slug))
        .distinct()
        .forEach(slug -> {
          JsonNode page = http.get("/problems/" + slug);
          assertThat(page.get("type").asString()).isEqualTo("/problems/" + slug);
          assertThat(page.get("title").asString()).isNotBlank();
          String html =
              http.send(http.request("/problems/" + slug).header("Accept", "text/html").GET())
                  .body();
          assertThat(html).contains("<h1>" + slug + "</h1>", page.get("title").asString());
        });
    for (FailureType type : FailureType.values()) {
      assertThat(http.get("/problems/" + type.slug()).get("place").asString()).contains("failure");
    }
  }

  private static JsonNode failure(JsonNode job, String type) {
    assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("FAILED");
    JsonNode failure = job.get("failure");
    assertThat(failure.get("type").asString()).isEqualTo("/problems/" + type);
    assertThat(failure.get("title").asString()).isNotBlank();
    assertThat(failure.get("detail").asString()).isNotBlank();
    return failure;
  }

  private List<Map<String, String>> moves(String job) {
    return log.list.stream()
        .filter(event -> event.getKeyValuePairs() != null)
        .map(FailureTests::facts)
        .filter(facts -> job.equals(facts.get("job")))
        .toList();
  }

  private static String meters(HttpService http) {
    return http.send(http.request("/actuator/prometheus").GET()).body();
  }

  private void deleteSmallest() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("datasets"))) {
      Path smallest =
          files.min((a, b) -> Long.compare(a.toFile().length(), b.toFile().length())).orElseThrow();
      Files.delete(smallest);
    }
  }

  private static Map<String, String> facts(ILoggingEvent event) {
    return Objects.requireNonNull(event.getKeyValuePairs()).stream()
        .collect(Collectors.toMap(pair -> pair.key, FailureTests::value));
  }

  private static String value(KeyValuePair pair) {
    return String.valueOf(pair.value);
  }

  private static Map<String, String> facts(
      String job, String from, String to, String reason, String attempt) {
    return Map.of("job", job, "from", from, "to", to, "reason", reason, "attempt", attempt);
  }

  private static String line() {
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < 200; i++) {
      csv.append(i / 7.0).append(',').append(3 * i + 1).append('\n');
    }
    return csv.toString();
  }

  private static String job(String dataset, int epochs) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [64, 64]},
     "training": {"epochs": %d, "batchSize": 20}}
    """
        .formatted(dataset, epochs);
  }
}
