package org.trainyard.app.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.JsonNode;

/** A service with little memory for trainings, and a short queue; on each database. */
@ParameterizedClass
@EnumSource(Database.class)
class MemoryTests {

  private static final int MAX_QUEUED = 2;

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private RunningService service;
  private HttpService http;
  private String dataset = "";

  @BeforeEach
  void start() {
    List<String> settings = new ArrayList<>(TestDatabase.create(kind, folder).settings());
    settings.add("db-scheduler.threads=2");
    settings.add("db-scheduler.polling-interval=20ms");
    settings.add("trainyard.queue.memory=96MB");
    settings.add("trainyard.queue.overtaking=1h");
    settings.add("trainyard.queue.max-length=" + MAX_QUEUED);
    service = RunningService.start(folder, settings);
    http = service.http();
    dataset = http.generate("xor", 200);
  }

  @AfterEach
  void stop() {
    if (service != null) { // the database does not run here
      service.close();
    }
  }

  @Test
  void aJobWaitsForMemoryAndSmallerOnesOvertakeIt() {
    String running = http.submit(job(1000, 1, 10_000));
    http.awaitState(running, "RUNNING");
    String large = http.submit(job(1000, 1, 10_000));
    assertThat(http.train(job(2, 200, 1)).get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(state(large)).isEqualTo("QUEUED");
    http.post("/api/v1/jobs/" + running + "/cancel", "", 202);
    http.awaitState(large, "RUNNING");
    http.post("/api/v1/jobs/" + large + "/cancel", "", 202);
    assertThat(http.await(large).get("state").asString()).isEqualTo("CANCELLED");
  }

  @Test
  void whatCanNeverFitIsRefusedWithTheFigures() {
    JsonNode problem = http.post("/api/v1/jobs", job(2000, 16, 1), 422);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/out-of-memory-budget");
    assertThat(problem.get("limit").asLong()).isEqualTo(96 << 20);
    assertThat(problem.get("actual").asLong()).isGreaterThan(96 << 20);
    // With their gradients, two units padded to 16. The products of the layer in the middle read
    // its weights in panels, as they are and transposed, and a row of each operand in a group of
    // six; those of the last read transposed weights and two columns of a gradient kept apart.
    long panels = 32 * (2000 * 64 + 16);
    long group = 2000 * 8 + 16;
    assertThat(problem.at("/bytes/weights").asLong())
        .isEqualTo(
            4 * (2 * (3 * 2000 + 2001 * 2000 + 2001 * 16) + 2 * (panels + group) + 4 * 2000));
    assertThat(problem.get("field").asString()).isEqualTo("/network");
    JsonNode validation = http.post("/api/v1/jobs/validate", job(2000, 16, 1), 200);
    assertThat(validation.get("valid").asBoolean()).isFalse();
    assertThat(validation.at("/problems/0/type").asString())
        .isEqualTo("/problems/out-of-memory-budget");
    assertThat(http.get("/api/v1/limits").get("maxTrainingMemoryBytes").asLong())
        .isEqualTo(96 << 20);
  }

  @Test
  void aFullQueueTakesNoMore() {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 2; i++) { // both threads
      jobs.add(http.submit(job(500, 1, 10_000)));
      http.awaitState(jobs.getLast(), "RUNNING");
    }
    for (int i = 0; i < MAX_QUEUED; i++) {
      jobs.add(http.submit(job(2, 200, 1)));
    }
    assertThat(http.get("/api/v1/jobs/" + jobs.get(0)).get("estimatedStartAt").isNull()).isTrue();
    Instant next = start(jobs.get(2));
    assertThat(next).isAfter(Instant.now());
    assertThat(start(jobs.get(3))).isBetween(next.minusSeconds(30), next.plusSeconds(30));
    HttpResponse<String> refused =
        http.send(
            http.request("/api/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(job(2, 200, 1))));
    JsonNode problem = HttpService.json(refused, 429);
    assertThat(problem.get("type").asString()).isEqualTo("/problems/queue-full");
    assertThat(problem.get("limit").asInt()).isEqualTo(MAX_QUEUED);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    http.post("/api/v1/jobs/" + jobs.getLast() + "/cancel", "", 202);
    jobs.add(http.submit(job(2, 200, 1)));
    jobs.forEach(job ->
        http.send(
            http.request("/api/v1/jobs/" + job + "/cancel")
                .POST(HttpRequest.BodyPublishers.noBody())));
  }

  private Instant start(String job) {
    return Instant.parse(http.get("/api/v1/jobs/" + job).get("estimatedStartAt").asString());
  }

  private String state(String job) {
    return http.get("/api/v1/jobs/" + job).get("state").asString();
  }

  private String job(int units, int batchSize, int epochs) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [%d, %d]},
     "training": {"epochs": %d, "batchSize": %d}}
    """
        .formatted(dataset, units, units, epochs, batchSize);
  }
}
