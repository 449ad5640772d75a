package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.JsonNode;

/** A version of a model stays while a job is to start from it. */
class ModelUseTests {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void isNotDeletedBeforeTheJobHasEnded(Database kind) {
    TestDatabase database = TestDatabase.create(kind, folder);
    try (RunningService service = RunningService.start(folder, database.settings())) {
      HttpService http = service.http();
      String training =
          """
          {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
           "training": {"epochs": 1}, "model": {"name": "m"}%%s}
          """
              .formatted(http.generate("xor", 20));
      http.train(training.formatted(""));
      http.train(training.formatted(""));
      service.bean(Scheduler.class).pause();
      String job =
          http.submit(
              training.formatted(", \"initialWeights\": {\"model\": \"m\", \"version\": 1}"));

      JsonNode problem = HttpService.json(delete(http, 1), 409);
      assertThat(problem.get("type").asString()).isEqualTo("/problems/model-in-use");
      assertThat(problem.get("jobs").get(0).asString()).isEqualTo(job);
      assertThat(problem.get("detail").asString()).contains("cancel");
      assertThat(http.get("/api/v1/models/m/versions/1")).isNotNull();
      assertThat(delete(http, 2).statusCode()).isEqualTo(204);

      http.post("/api/v1/jobs/" + job + "/cancel", "", 202);
      assertThat(delete(http, 1).statusCode()).isEqualTo(204);
      assertThat(delete(http, 1).statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> delete(HttpService http, int version) {
    return http.send(http.request("/api/v1/models/m/versions/" + version).DELETE());
  }
}
