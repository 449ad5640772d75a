package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.JsonNode;

/** Two processes on one PostgreSQL and one data directory; the one that trains is taken away. */
class ReplicaIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String JOB =
      """
      {"dataset": "%s", "target": "label", "network": {"hidden": [64, 64]},
       "training": {"epochs": 3000, "batchSize": 10, "seed": 3}, "model": {"name": "%s"}}
      """;

  @TempDir private Path folder;

  private TestDatabase database;
  private ServiceProcess first;
  private ServiceProcess second;
  private String undisturbed = "";
  private String job = "";

  @BeforeEach
  void trainInOneOfTwo() {
    database = TestDatabase.create(Database.POSTGRESQL, folder);
    first = start("first");
    second = start("second");
    HttpService http = first.ready();
    second.ready();
    String dataset = http.generate("spiral", 600);
    undisturbed = Recipe.weights(http, http.train(JOB.formatted(dataset, "undisturbed")));
    job = http.submit(JOB.formatted(dataset, "disturbed"));
    // Both of one run, so the first is in the database.
    Awaitility.await().atMost(PATIENCE).until(() -> checkpoints() >= 2);
  }

  @AfterEach
  void close() {
    if (second != null) { // else PostgreSQL does not run here
      first.close();
      second.close();
    }
  }

  @Test
  void theOtherTakesOverWhenItIsKilled() {
    ServiceProcess trains = trains();
    trains.kill();
    assertSameBits(other(trains).http());
  }

  @Test
  void theOtherTakesOverWhenItIsFrozenAndWhatItWritesLateIsRefused() {
    ServiceProcess trains = trains();
    trains.freeze();
    HttpService http = other(trains).http();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> http.get("/api/v1/jobs/" + job).get("attempts").asInt() == 2);
    trains.thaw();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> trains.said().contains("this run lost it, and wrote nothing"));
    assertSameBits(http);
    assertSameBits(trains.http());
  }

  private void assertSameBits(HttpService http) {
    JsonNode ended = http.await(job);
    assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempts").asInt()).isEqualTo(2);
    assertThat(ended.get("model").get("version").asInt()).isEqualTo(1);
    assertThat(http.send(http.request("/api/v1/models/disturbed/versions/2")).statusCode())
        .as("one result")
        .isEqualTo(404);
    assertThat(Recipe.weights(http, ended)).isEqualTo(undisturbed);
    JsonNode curve = http.get("/api/v1/jobs/" + job + "/metrics?maxPoints=10000").get("epochs");
    assertThat(curve.size()).isEqualTo(3000);
    assertThat(curve.get(2999).get("epoch").asInt()).isEqualTo(3000);
  }

  private ServiceProcess start(String name) {
    return ServiceProcess.start(
        folder,
        Stream.concat(
                database.settings().stream(),
                Stream.of(
                    "db-scheduler.scheduler-name=" + name,
                    "db-scheduler.threads=1",
                    "db-scheduler.polling-interval=100ms",
                    "db-scheduler.heartbeat-interval=1s",
                    "db-scheduler.missed-heartbeats-limit=4",
                    "trainyard.jobs.checkpoint-interval=50ms"))
            .toList());
  }

  private ServiceProcess trains() {
    try (Connection connection = DriverManager.getConnection(database.url());
        ResultSet holder =
            connection
                .createStatement()
                .executeQuery("select picked_by from scheduled_tasks where picked")) {
      assertThat(holder.next()).as("it still trains").isTrue();
      return holder.getString(1).equals("first") ? first : second;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private ServiceProcess other(ServiceProcess one) {
    return one == first ? second : first;
  }

  private long checkpoints() {
    try (Stream<Path> files = Files.list(folder.resolve("data/checkpoints"))) {
      return files
          .filter(file -> file.getFileName().toString().matches(job + "-.*\\.ckpt"))
          .count();
    } catch (IOException _) {
      return 0; // one went meanwhile
    }
  }
}
