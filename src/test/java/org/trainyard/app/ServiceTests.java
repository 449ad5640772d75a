package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What the whole service says of itself: limits, meters, and a database that is locked. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ServiceTests {

  @TempDir private static Path data;

  @LocalServerPort private int port;

  private HttpService service = new HttpService(0);

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("trainyard.data-directory", () -> data.toString());
    registry.add(
        "spring.datasource.url",
        () -> database() + "?journal_mode=WAL&transaction_mode=IMMEDIATE&busy_timeout=100");
  }

  @BeforeEach
  void connect() {
    service = new HttpService(port);
  }

  @Test
  void listsTheLimitsOfEveryPart() {
    JsonNode limits = service.get("/api/v1/limits");

    assertThat(limits.propertyNames())
        .containsExactlyInAnyOrder(
            "maxBatchSize",
            "maxBodyBytes",
            "maxCachedModelBytes",
            "maxCategories",
            "maxDatasetColumns",
            "maxDecompressedBytes",
            "maxEpochs",
            "maxEventStreams",
            "maxEventStreamsPerClient",
            "maxGeneratedSamples",
            "maxHeaderBytes",
            "maxJsonDepth",
            "maxJsonNumberLength",
            "maxLayers",
            "maxModelFileBytes",
            "maxPageItems",
            "maxParameters",
            "maxPredictBodyBytes",
            "maxPredictInstances",
            "maxQueuedJobs",
            "maxTrainingMemoryBytes",
            "maxDatasetRows",
            "maxUnits",
            "maxUploadBytes");
    assertThat(limits.valueStream()).allMatch(limit -> limit.isNumber() && limit.asLong() > 0);
  }

  @Test
  void measuresJobsEpochsAndSamples() {
    Map<String, Double> before = meters();
    String dataset =
        service
            .post("/api/v1/datasets/generate", "{\"generator\": \"xor\", \"samples\": 100}", 201)
            .get("id")
            .asString();
    JsonNode job =
        service.train(
            """
            {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
             "split": {"validation": 0.2}, "training": {"epochs": 3}}
            """
                .formatted(dataset));
    assertThat(job.get("state").asString()).isEqualTo("SUCCEEDED");
    // A job is counted after its commit, which a reader may see first.
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> hasMeasured(before, meters()));
  }

  private static void hasMeasured(Map<String, Double> before, Map<String, Double> after) {
    assertThat(growth("trainyard_jobs{state=\"succeeded\"}", before, after)).isEqualTo(1);
    assertThat(growth("trainyard_training_epochs_total", before, after)).isEqualTo(3);
    // The rate of this counter is the samples per second of all trainings.
    assertThat(growth("trainyard_training_samples_total", before, after)).isEqualTo(3 * 80);
    assertThat(
            growth(
                "trainyard_jobs_ended_total{reason=\"completed\",state=\"succeeded\"}",
                before,
                after))
        .isEqualTo(1);
    assertThat(growth("trainyard_jobs_queue_wait_seconds_count", before, after)).isEqualTo(1);
    assertThat(growth("trainyard_jobs_queue_wait_seconds_sum", before, after)).isPositive();
    assertThat(after.keySet())
        .contains(
            "trainyard_jobs{state=\"queued\"}",
            "trainyard_jobs{state=\"running\"}",
            "trainyard_training_samples_rate",
            "trainyard_events_streams");
  }

  @Test
  void saysThatALockedDatabaseIsToBeTriedAgain() throws SQLException {
    JsonNode problem;
    try (Connection other = DriverManager.getConnection(database());
        Statement statement = other.createStatement()) {
      statement.execute("begin exclusive");
      problem =
          service.post(
              "/api/v1/datasets/generate", "{\"generator\": \"xor\", \"samples\": 100}", 503);
      statement.execute("rollback");
    }

    assertThat(problem.get("type").asString()).isEqualTo("/problems/dependency-unavailable");
    assertThat(problem.toString()).doesNotContain("SQL", "insert");
    service.post("/api/v1/datasets/generate", "{\"generator\": \"xor\", \"samples\": 100}", 201);
  }

  private Map<String, Double> meters() {
    return service
        .send(service.request("/actuator/prometheus").GET())
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))));
  }

  private static double growth(
      String meter, Map<String, Double> before, Map<String, Double> after) {
    assertThat(after).containsKey(meter);
    return after.getOrDefault(meter, Double.NaN) - before.getOrDefault(meter, 0.0);
  }

  private static String database() {
    return "jdbc:sqlite:" + data.resolve("metadata.db");
  }
}
