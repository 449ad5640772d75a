package org.trainyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.JsonNode;

/** Generate, train, predict, delete: over HTTP, on each database. */
@ParameterizedClass
@EnumSource(Database.class)
class WholeWayTests {

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  @Test
  void trainsPredictsAndStillKnowsAllOfItAfterARestart() {
    TestDatabase database = TestDatabase.create(kind, folder);
    String job;
    try (RunningService service = RunningService.start(folder, database.settings())) {
      job = train(service.http());
    }
    try (RunningService service = RunningService.start(folder, database.settings())) {
      HttpService http = service.http();
      assertThat(http.get("/api/v1/jobs/" + job).get("model").get("version").asInt()).isEqualTo(1);
      assertThat(predict(http)).isIn("0", "1", "2");
      assertThat(http.send(http.request("/api/v1/jobs/" + job).DELETE()).statusCode())
          .isEqualTo(204);
      assertThat(predict(http)).as("the model stays").isIn("0", "1", "2");
    }
  }

  private static String train(HttpService http) {
    JsonNode ended =
        http.train(
            """
            {"dataset": "%s", "target": "label", "network": {"hidden": [10]},
             "training": {"epochs": 7, "batchSize": 20}, "model": {"name": "spiral"}}
            """
                .formatted(http.generate("spiral", 300)));
    assertThat(ended.get("state").asString()).isEqualTo("SUCCEEDED");
    String id = ended.get("id").asString();
    assertThat(http.get("/api/v1/jobs/" + id + "/metrics").get("epochs").size()).isEqualTo(7);
    assertThat(http.get("/api/v1/jobs?state=SUCCEEDED").get("items").size()).isEqualTo(1);
    return id;
  }

  private static String predict(HttpService http) {
    return http.post("/api/v1/models/spiral/predict", "{\"instances\": [[0.1, -0.4]]}", 200)
        .get("predictions")
        .get(0)
        .get("label")
        .asString();
  }
}
