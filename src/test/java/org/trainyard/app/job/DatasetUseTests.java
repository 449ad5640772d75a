package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;

/** A data set stays while a job needs it, whichever part of the job's rows it holds. */
class DatasetUseTests {

  @TempDir private static Path folder;

  private static RunningService service;
  private static HttpService http;

  @BeforeAll
  static void start() {
    service = RunningService.start(folder, List.of());
    http = service.http();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void isNotDeletedBeforeTheJobHasEnded() {
    String training = http.generate("xor", 200);
    String test = http.generate("xor", 100);
    String job =
        http.submit(
            """
            {"dataset": "%s", "target": "label", "split": {"testDataset": "%s"},
             "network": {"hidden": [8]}, "training": {"epochs": 10000, "batchSize": 1}}
            """
                .formatted(training, test));
    for (String dataset : List.of(training, test)) {
      JsonNode problem = HttpService.json(delete(dataset), 409);
      assertThat(problem.get("type").asString()).isEqualTo("/problems/dataset-in-use");
      assertThat(problem.get("jobs").get(0).asString()).isEqualTo(job);
      assertThat(problem.get("detail").asString()).contains("cancel");
    }
    http.post("/api/v1/jobs/" + job + "/cancel", "", 202);
    http.await(job);
    for (String dataset : List.of(training, test)) {
      assertThat(delete(dataset).statusCode()).isEqualTo(204);
    }
  }

  private static HttpResponse<String> delete(String dataset) {
    return http.send(
        http.request("/api/v1/datasets/" + dataset)
            .method("DELETE", HttpRequest.BodyPublishers.noBody()));
  }
}
