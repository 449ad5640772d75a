package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;

/** The time of day of the whole service is set, forward and back, while jobs run and wait. */
class WallClockTests {

  private static final List<String> SETTINGS =
      List.of(
          "db-scheduler.threads=1",
          "db-scheduler.polling-interval=100ms",
          "db-scheduler.heartbeat-interval=1s",
          "trainyard.jobs.checkpoint-interval=0s");

  @TempDir private Path folder;

  private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

  @Test
  void neitherAnHourForwardNorTwoBackStopsOrRepeatsAnything() {
    try (RunningService service =
        RunningService.start(folder, SETTINGS, () -> Instant.now().plus(shift.get()))) {
      HttpService http = service.http();
      String dataset = http.generate("spiral", 500);
      JsonNode undisturbed = http.train(job(dataset, 10_000, "undisturbed"));

      String running = http.submit(job(dataset, 10_000, "running"));
      String waiting = http.submit(job(dataset, 5, "waiting"));
      http.awaitState(running, "RUNNING");
      shift.set(Duration.ofHours(1));
      String late = submit(http, dataset, "late");
      assertThat(submit(http, dataset, "late")).as("the same answer again").isEqualTo(late);
      shift.set(Duration.ofHours(-1)); // two back
      assertThat(submit(http, dataset, "late")).isEqualTo(late);
      String early = submit(http, dataset, "early");

      for (String id : List.of(running, waiting, late, early)) {
        JsonNode job = http.await(id);
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("attempts").asInt()).isOne();
        assertThat(job.at("/progress/elapsedSeconds").asDouble()).isBetween(0.0, 600.0);
      }
      assertThat(weights(http, running)).isEqualTo(weights(http, undisturbed.get("id").asString()));
      assertThat(http.get("/api/v1/jobs").get("items")).hasSize(5);
    }
  }

  private static String submit(HttpService http, String dataset, String name) {
    return HttpService.json(
            http.send(
                http.request("/api/v1/jobs")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "\"" + name + "\"")
                    .POST(HttpRequest.BodyPublishers.ofString(job(dataset, 5, name)))),
            202)
        .get("id")
        .asString();
  }

  private static String weights(HttpService http, String id) {
    JsonNode model = http.get("/api/v1/jobs/" + id).get("model");
    return http.get("/api/v1/models/%s/versions/1".formatted(model.get("name").asString()))
        .get("weightsSha256")
        .asString();
  }

  private static String job(String dataset, int epochs, String model) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [32]},
     "training": {"epochs": %d, "batchSize": 10}, "model": {"name": "%s"}}
    """
        .formatted(dataset, epochs, model);
  }
}
