package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;

/** PostgreSQL holds to the lengths of columns, where SQLite takes everything. */
class PostgresReproductionTests {

  private static final String LONGEST_NAME = "m".repeat(128);

  @TempDir private Path folder;

  @Test
  void takesAKeyForTheModelWithTheLongestName() {
    TestDatabase database = TestDatabase.create(Database.POSTGRESQL, folder);
    try (RunningService service = RunningService.start(folder, database.settings())) {
      HttpService http = service.http();
      http.train(
          """
          {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
           "training": {"epochs": 1}, "model": {"name": "%s"}}
          """
              .formatted(http.generate("xor", 20), LONGEST_NAME));

      HttpResponse<String> first = reproduce(http);
      HttpResponse<String> second = reproduce(http);

      assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }
  }

  private static HttpResponse<String> reproduce(HttpService http) {
    return http.send(
        http.request("/api/v1/models/" + LONGEST_NAME + "/versions/1/reproduce")
            .header("Idempotency-Key", "again")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }
}
