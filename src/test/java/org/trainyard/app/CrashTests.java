package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The process is killed while one job trains and five wait; nothing acknowledged is lost. */
class CrashTests {

  @TempDir private Path folder;

  @Test
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  void allJobsSucceedAfterTheProcessWasKilled() throws IOException, InterruptedException {
    List<String> jobs = new ArrayList<>();
    int port = freePort();
    Process first = start(port);
    try {
      HttpService service = ready(port, first);
      String dataset =
          service
              .post(
                  "/api/v1/datasets/generate",
                  "{\"generator\": \"spiral\", \"samples\": 3000}",
                  201)
              .get("id")
              .asString();
      for (int i = 0; i < 6; i++) {
        jobs.add(
            service
                .post(
                    "/api/v1/jobs",
                    """
                    {"dataset": "%s", "target": "label", "network": {"hidden": [256, 256]},
                     "training": {"epochs": 60, "batchSize": 20}}
                    """
                        .formatted(dataset),
                    202)
                .get("id")
                .asString());
      }
      Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
      while (state(service, jobs.getFirst()).equals("QUEUED")) {
        assertThat(Instant.now()).isBefore(deadline);
      }
      assertThat(state(service, jobs.getFirst())).isEqualTo("RUNNING");
      assertThat(state(service, jobs.getLast())).isEqualTo("QUEUED");
    } finally {
      first.destroyForcibly().waitFor(); // SIGKILL
    }
    Process second = start(port);
    try {
      HttpService service = ready(port, second);
      List<JsonNode> ended = jobs.stream().map(service::await).toList();
      assertThat(ended).allMatch(job -> job.get("state").asString().equals("SUCCEEDED"));
      assertThat(ended.getFirst().get("attempts").asInt()).isEqualTo(2);
      assertOneAtATime(ended);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  /** One thread trains, so no run begins before the one before has ended. */
  private static void assertOneAtATime(List<JsonNode> jobs) {
    for (int i = 1; i < jobs.size(); i++) {
      Instant started = Instant.parse(jobs.get(i).get("startedAt").asString());
      Instant before = Instant.parse(jobs.get(i - 1).get("endedAt").asString());
      assertThat(started).isAfterOrEqualTo(before);
    }
  }

  private Process start(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            TrainyardApplication.class.getName(),
            "--server.port=" + port,
            "--db-scheduler.threads=1",
            "--trainyard.data-directory=" + folder.resolve("data"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private static HttpService ready(int port, Process process) throws InterruptedException {
    HttpService service = new HttpService(port);
    Instant deadline = Instant.now().plus(Duration.ofSeconds(90));
    while (!service.answers("/actuator/health/readiness")) {
      assertThat(Instant.now()).isBefore(deadline);
      assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as("the process ended").isFalse();
    }
    return service;
  }

  private static String state(HttpService service, String job) {
    return service.get("/api/v1/jobs/" + job).get("state").asString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
