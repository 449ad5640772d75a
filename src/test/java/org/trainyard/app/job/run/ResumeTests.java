package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;

/** Whatever interrupts a training, it ends as if nothing had been. */
class ResumeTests {

  /** So many that a training is still under way when a slow reader of its epochs acts on them. */
  private static final int EPOCHS = 300;

  private static final List<String> EVERY_EPOCH = List.of("trainyard.jobs.checkpoint-interval=0s");

  @TempDir private Path folder;

  @Test
  void endsWithTheSameBitsHoweverOftenItWasPaused() {
    try (RunningService service = RunningService.start(folder, EVERY_EPOCH)) {
      HttpService http = service.http();
      String dataset = http.generate("spiral", 2000);
      JsonNode undisturbed = http.train(job(dataset, "undisturbed"));
      String id = http.submit(job(dataset, "paused"));
      for (int pause = 0; pause < 3; pause++) {
        awaitEpoch(http, id, 5 * pause + 2);
        assertThat(http.post("/api/v1/jobs/" + id + "/pause", "", 202).get("stopRequested"))
            .isNotNull();
        JsonNode paused = http.awaitState(id, "PAUSED");
        assertThat(paused.get("stopRequested").isNull()).isTrue();
        http.post("/api/v1/jobs/" + id + "/resume", "", 202);
      }
      assertSame(http, undisturbed, http.await(id));
    }
  }

  @Test
  void endsWithTheSameBitsWhenTheServiceEndsMeanwhile() throws IOException {
    String id;
    JsonNode undisturbed;
    try (RunningService service = RunningService.start(folder, EVERY_EPOCH)) {
      HttpService http = service.http();
      String dataset = http.generate("spiral", 2000);
      undisturbed = http.train(job(dataset, "undisturbed"));
      id = http.submit(job(dataset, "interrupted"));
      awaitEpoch(http, id, 4);
    }
    assertThat(checkpoints()).isBetween(1L, 2L);
    try (RunningService service = RunningService.start(folder, EVERY_EPOCH)) {
      HttpService http = service.http();
      JsonNode ended = http.await(id);
      assertThat(ended.get("attempts").asInt()).isEqualTo(2);
      assertThat(ended.get("transitions").get(3).get("reason").asString())
          .contains("goes on in epoch");
      assertSame(http, undisturbed, ended);
    }
    assertThat(checkpoints()).isZero();
  }

  @Test
  void goesOnFromTheOlderCheckpointIfTheNewestIsDamagedAndSaysSo() throws IOException {
    String id;
    JsonNode undisturbed;
    try (RunningService service = RunningService.start(folder, EVERY_EPOCH)) {
      HttpService http = service.http();
      String dataset = http.generate("spiral", 2000);
      undisturbed = http.train(job(dataset, "undisturbed"));
      id = http.submit(job(dataset, "interrupted"));
      awaitEpoch(http, id, 4);
    }
    damage(newestCheckpoint());
    try (RunningService service = RunningService.start(folder, EVERY_EPOCH)) {
      HttpService http = service.http();
      assertSame(http, undisturbed, http.await(id));
      assertThat(
              service
                  .bean(JdbcClient.class)
                  .sql(
                      "select data from job_event where type = 'finding'"
                          + " and data like '%checkpoint-rejected%'")
                  .query(String.class)
                  .single())
          .contains("its checksum does not fit");
    }
  }

  @Test
  void beginsAnewIfNoCheckpointCanBeRead() throws IOException {
    String id;
    JsonNode undisturbed;
    try (RunningService service = RunningService.start(folder, EVERY_EPOCH)) {
      HttpService http = service.http();
      String dataset = http.generate("spiral", 2000);
      undisturbed = http.train(job(dataset, "undisturbed"));
      id = http.submit(job(dataset, "interrupted"));
      awaitEpoch(http, id, 4);
    }
    Path newest = newestCheckpoint();
    for (Path file : checkpointFiles()) {
      if (file.equals(newest)) {
        damage(file);
      } else { // a file that the disk does not give back
        Files.delete(file);
        Files.createDirectory(file);
      }
    }
    try (RunningService service = RunningService.start(folder, EVERY_EPOCH)) {
      HttpService http = service.http();
      JsonNode ended = http.await(id);
      assertSame(http, undisturbed, ended);
      assertThat(ended.get("attempts").asInt()).isEqualTo(2);
      assertThat(ended.get("transitions").get(3).get("reason").asString())
          .isEqualTo("a worker took it");
      assertThat(http.get("/api/v1/jobs/" + id + "/diagnostics").get("findings"))
          .anySatisfy(finding ->
              assertThat(finding.get("code").asString()).isEqualTo("checkpoint-rejected"));
    }
  }

  private static void assertSame(HttpService http, JsonNode undisturbed, JsonNode resumed) {
    assertThat(resumed.get("state").asString()).as(resumed.toString()).isEqualTo("SUCCEEDED");
    assertThat(weights(http, resumed)).isEqualTo(weights(http, undisturbed));
    List<String> curve = curve(http, resumed);
    assertThat(curve).hasSize(EPOCHS).isEqualTo(curve(http, undisturbed));
    assertThat(resumed.get("best").get("epoch")).isEqualTo(undisturbed.get("best").get("epoch"));
  }

  private static String weights(HttpService http, JsonNode job) {
    JsonNode model = job.get("model");
    return http.get(
            "/api/v1/models/%s/versions/%d"
                .formatted(model.get("name").asString(), model.get("version").asInt()))
        .get("weightsSha256")
        .asString();
  }

  /** The epochs without their times. */
  private static List<String> curve(HttpService http, JsonNode job) {
    List<String> curve = new ArrayList<>();
    JsonNode metrics = http.get("/api/v1/jobs/" + job.get("id").asString() + "/metrics");
    for (JsonNode epoch : metrics.get("epochs")) {
      curve.add(
          "%d %s %s %s"
              .formatted(
                  epoch.get("epoch").asInt(),
                  epoch.get("trainingLoss"),
                  epoch.get("validationLoss"),
                  epoch.get("validationAccuracy")));
    }
    return curve;
  }

  private static void awaitEpoch(HttpService http, String id, int epoch) {
    JsonNode seen = http.get("/api/v1/jobs/" + id);
    while (seen.get("progress").get("epoch").asInt() < epoch) {
      assertThat(seen.get("done").asBoolean()).as(seen.toString()).isFalse();
      seen = http.get("/api/v1/jobs/" + id);
    }
  }

  private long checkpoints() throws IOException {
    return checkpointFiles().size();
  }

  private List<Path> checkpointFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files.toList();
    }
  }

  private Path newestCheckpoint() throws IOException {
    return checkpointFiles().stream()
        .max((a, b) -> Long.compare(number(a), number(b)))
        .orElseThrow();
  }

  private static long number(Path file) {
    String[] parts = file.getFileName().toString().split("[-.]", -1);
    return 1_000_000 * Long.parseLong(parts[1]) + Long.parseLong(parts[2]);
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static String job(String dataset, String model) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [64, 64]},
     "optimizer": {"type": "adam", "learningRate": 0.001},
     "training": {"epochs": %d, "batchSize": 10, "seed": 5}, "model": {"name": "%s"}}
    """
        .formatted(dataset, EPOCHS, model);
  }
}
