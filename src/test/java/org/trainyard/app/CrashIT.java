package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.JsonNode;

/**
 * The jar is killed again and again, at random moments, while jobs are submitted, wait and train:
 * no acknowledged job is lost, none has two results, no file is damaged, and every model has the
 * bits of an undisturbed training. See {@code scripts/crash-test}.
 */
class CrashIT {

  private static final int CRASHES = Integer.getInteger("trainyard.crashes", 3);
  private static final long SEED = Long.getLong("trainyard.crash-seed", 1);
  private static final int JOBS_PER_CRASH = 3;
  private static final List<Recipe> RECIPES = List.of(Recipe.values());
  private static final List<String> SETTINGS =
      List.of("trainyard.jobs.checkpoint-interval=50ms", "db-scheduler.polling-interval=100ms");

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final Map<Recipe, String> undisturbed = new EnumMap<>(Recipe.class);
  private final Map<String, Submitted> submitted = new LinkedHashMap<>(); // by their keys
  private String dataset = "";

  /**
   * A job that a client has sent.
   *
   * @param id empty: the process was killed before it answered
   */
  private record Submitted(Recipe recipe, Optional<String> id) {}

  @Test
  void nothingIsLostDoubledOrDamaged() throws IOException, SQLException {
    try (ServiceProcess service = ServiceProcess.start(folder, SETTINGS)) {
      HttpService http = service.ready();
      dataset = http.generate("spiral", Recipe.ROWS);
      for (Recipe recipe : RECIPES) {
        JsonNode job = http.train(recipe.specification(dataset, "undisturbed-" + recipe));
        undisturbed.put(recipe, Recipe.weights(http, job));
      }
    }
    for (int crash = 1; crash <= CRASHES; crash++) {
      crash(crash);
    }
    try (ServiceProcess service = ServiceProcess.start(folder, SETTINGS)) {
      HttpService http = service.ready();
      Map<String, JsonNode> ended = endAll(http);
      submitted.forEach((key, job) -> check(http, job, Objects.requireNonNull(ended.get(key))));
      assertThat(countJobs(http)).isEqualTo(submitted.size() + undisturbed.size());
      assertThat(service.terminate()).as("SIGTERM").isEqualTo(143);
    }
    checkFiles();
  }

  /**
   * One life of the process. Every second one lets the jobs that run get further: a job whose
   * process dies three times without that is given up, as it should be.
   */
  private void crash(int number) throws IOException {
    try (ServiceProcess service = ServiceProcess.start(folder, SETTINGS)) {
      boolean patient = number % 2 == 0;
      if (!patient && random.nextBoolean()) { // while it starts
        assertThat(service.endsWithin(Duration.ofMillis(random.nextInt(300, 6000)))).isFalse();
        return;
      }
      HttpService http = service.ready();
      Thread client = Thread.ofVirtual().start(() -> submit(http, number));
      if (patient) {
        awaitCheckpoints(http);
      }
      assertThat(service.endsWithin(Duration.ofMillis(random.nextInt(2500)))).isFalse();
      service.kill();
      join(client);
    }
  }

  /**
   * Until every job that ran has ended or has a second checkpoint of its run in this life, so that
   * the first one counts: also one that waits and would begin, and die, without getting further.
   */
  private void awaitCheckpoints(HttpService http) throws IOException {
    boolean all = false;
    while (!all) {
      List<String> files =
          files(folder.resolve("data/checkpoints")).stream()
              .map(file -> file.getFileName().toString())
              .toList();
      all = true;
      for (JsonNode job : http.get("/api/v1/jobs?state=RUNNING,QUEUED&limit=200").get("items")) {
        boolean runs = job.get("state").asString().equals("RUNNING");
        String run = job.get("id").asString() + "-" + job.get("attempts").asInt() + "-";
        boolean gotFurther =
            runs
                && files.stream()
                    .anyMatch(file -> file.startsWith(run) && !file.equals(run + "1.ckpt"));
        all &= gotFurther || job.get("attempts").asInt() == 0;
      }
    }
  }

  /** Until the process is gone. */
  private void submit(HttpService http, int crash) {
    for (int i = 0; i < JOBS_PER_CRASH; i++) {
      String key = "crash-%d-%d".formatted(crash, i);
      Recipe recipe = RECIPES.get((crash + i) % RECIPES.size());
      submitted.put(key, new Submitted(recipe, Optional.empty()));
      Optional<String> id = submit(http, key, recipe);
      submitted.put(key, new Submitted(recipe, id));
      if (id.isEmpty()) {
        return;
      }
      if (i == 0) { // it may run or wait, and may be paused or not when the process dies
        http.trySend(http.request("/api/v1/jobs/" + id.get() + "/pause").POST(nothing()));
        http.trySend(http.request("/api/v1/jobs/" + id.get() + "/resume").POST(nothing()));
      }
    }
  }

  /** The id; empty if there was no answer. */
  private Optional<String> submit(HttpService http, String key, Recipe recipe) {
    HttpRequest.Builder request =
        http.request("/api/v1/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "\"" + key + "\"")
            .POST(HttpRequest.BodyPublishers.ofString(recipe.specification(dataset, key)));
    return http.trySend(request).map(answer -> HttpService.json(answer, 202).get("id").asString());
  }

  /** Sends every submission again: who had no answer gets it now. */
  private Map<String, JsonNode> endAll(HttpService http) {
    Map<String, JsonNode> ended = new LinkedHashMap<>();
    submitted.forEach((key, job) -> {
      String id = submit(http, key, job.recipe()).orElseThrow();
      assertThat(job.id().orElse(id)).as("an acknowledged job is lost").isEqualTo(id);
      Optional<HttpResponse<String>> _ =
          http.trySend(http.request("/api/v1/jobs/" + id + "/resume").POST(nothing()));
      ended.put(key, http.await(id));
    });
    return ended;
  }

  private void check(HttpService http, Submitted job, JsonNode ended) {
    assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("model").get("version").asInt()).as("one result").isEqualTo(1);
    String model = ended.get("model").get("name").asString();
    assertThat(http.send(http.request("/api/v1/models/" + model + "/versions/2")).statusCode())
        .isEqualTo(404);
    assertThat(Recipe.weights(http, ended)).isEqualTo(undisturbed.get(job.recipe()));
    JsonNode curve = http.get("/api/v1/jobs/" + ended.get("id").asString() + "/metrics");
    int epochs = ended.get("progress").get("epochs").asInt();
    assertThat(curve.get("epochs").size()).isEqualTo(epochs);
    for (int i = 0; i < epochs; i++) {
      assertThat(curve.get("epochs").get(i).get("epoch").asInt()).isEqualTo(i + 1);
    }
  }

  private static int countJobs(HttpService http) {
    Set<String> ids = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = http.get("/api/v1/jobs?limit=50" + cursor);
      page.get("items").forEach(job -> ids.add(job.get("id").asString()));
      JsonNode next = page.get("nextCursor");
      cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return ids.size();
  }

  /** Every file is what its name says, and nothing is left over. */
  private void checkFiles() throws IOException, SQLException {
    Path data = folder.resolve("data");
    assertThat(files(data.resolve("checkpoints"))).isEmpty();
    for (Path model : files(data.resolve("models"))) {
      assertThat(Sha256.hex(Files.readAllBytes(model)) + ".trainyard")
          .isEqualTo(model.getFileName().toString());
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("metadata.db"));
        ResultSet check = connection.createStatement().executeQuery("pragma integrity_check")) {
      assertThat(check.getString(1)).isEqualTo("ok");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }

  private static HttpRequest.BodyPublisher nothing() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static void join(Thread client) {
    try {
      client.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
