package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The disk of the data directory fills up while jobs run, and gets space again. */
class FullDiskIT {

  @TempDir private Path folder;

  private boolean mounted;

  @BeforeEach
  void mountASmallDisk() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", data.toString());
    Assumptions.assumeTrue(mounted, "only root can mount a small disk");
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      assertThat(run("umount", folder.resolve("data").toString())).isTrue();
    }
  }

  @Test
  void refusesReadsAndGoesOnWithoutARestart() throws IOException {
    List<String> settings =
        List.of("trainyard.jobs.checkpoint-interval=0s", "trainyard.jobs.storage-patience=2s");
    try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
      HttpService http = service.ready();
      String dataset = http.generate("spiral", Recipe.ROWS);
      String recipe = Recipe.ADAM.specification(dataset, "before");
      String before = Recipe.weights(http, http.train(recipe));
      String running = http.submit(endless(dataset));
      http.awaitState(running, "RUNNING");

      Path filler = folder.resolve("data/filler");
      fill(filler);
      assertThat(refusal(http, Recipe.ADAM.specification(dataset, "refused"))).isIn(503, 507);
      assertUploadIsRefused(http);
      assertThat(http.get("/api/v1/jobs/" + running).get("id").asString()).isEqualTo(running);
      assertThat(
              http.post("/api/v1/models/before/predict", "{\"instances\": [[0.1, 0.2]]}", 200)
                  .get("predictions"))
          .hasSize(1);
      assertThat(http.answers("/actuator/health/liveness")).isTrue();

      Files.delete(filler);
      http.trySend(
          http.request("/api/v1/jobs/" + running + "/cancel")
              .POST(HttpRequest.BodyPublishers.noBody()));
      JsonNode disturbed = http.await(running);
      assertThat(disturbed.get("state").asString())
          .as(disturbed.toString())
          .isIn("CANCELLED", "FAILED");
      if (disturbed.get("state").asString().equals("FAILED")) {
        assertThat(disturbed.get("failure").get("type").asString())
            .isEqualTo("/problems/storage-full");
      }
      JsonNode after = http.train(Recipe.ADAM.specification(dataset, "after"));
      assertThat(after.get("state").asString()).as(after.toString()).isEqualTo("SUCCEEDED");
      assertThat(Recipe.weights(http, after)).isEqualTo(before);
    }
  }

  private static String endless(String dataset) {
    return Recipe.ADAM
        .specification(dataset, "meanwhile")
        .replace("\"epochs\": 150, \"batchSize\": 20", "\"epochs\": 10000, \"batchSize\": 1");
  }

  /** Until a submission is refused: what SQLite has in hand may still take a few. */
  private static int refusal(HttpService http, String specification) {
    for (int i = 0; i < 1000; i++) {
      Optional<HttpResponse<String>> answer =
          http.trySend(
              http.request("/api/v1/jobs")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(specification)));
      int status = answer.orElseThrow().statusCode();
      if (status != 202) {
        return status;
      }
    }
    return 202;
  }

  /** B050: told without a path, with a time to come back, and with nothing left behind. */
  private void assertUploadIsRefused(HttpService http) throws IOException {
    String rows = "a,b\n" + "1.25,2.5\n".repeat(100_000);
    HttpResponse<String> answer =
        http.trySend(
                http.request("/api/v1/datasets?name=full")
                    .POST(HttpRequest.BodyPublishers.ofString(rows)))
            .orElseThrow();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
    assertThat(answer.body()).contains("/problems/storage-full").doesNotContain(folder.toString());
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    try (Stream<Path> files = Files.list(folder.resolve("data/datasets"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("No space left");
    }
  }

  private static boolean run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
