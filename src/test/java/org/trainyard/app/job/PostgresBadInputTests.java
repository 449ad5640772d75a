package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;
import org.trainyard.app.web.Cursor;
import tools.jackson.databind.JsonNode;

/** PostgreSQL refuses the character NUL, which SQLite takes: no text may bring it there. */
class PostgresBadInputTests {

  private static final String NUL_CURSOR = Cursor.after("a\0").encode();

  @TempDir private Path folder;

  @Test
  void refusesNulInEveryTextThatIsLookedUp() {
    TestDatabase database = TestDatabase.create(Database.POSTGRESQL, folder);
    try (RunningService service = RunningService.start(folder, database.settings())) {
      HttpService http = service.http();
      http.train(
          """
          {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
           "training": {"epochs": 1}, "model": {"name": "m"}}
          """
              .formatted(http.generate("xor", 20)));
      SoftAssertions softly = new SoftAssertions();
      for (String label : new String[] {"a:%00", "a%00:b", "a:b%0A"}) {
        JsonNode problem =
            HttpService.json(http.send(http.request("/api/v1/jobs?label=" + label).GET()), 400);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/wrong-type");
        assertThat(problem.get("parameter").asString()).isEqualTo("label");
      }
      expect(softly, http, "/api/v1/models/m/versions/1/importance?dataset=%00", 404);
      expect(softly, http, "/api/v1/models/m/versions/1/importance?dataset=ds_%00", 404);
      expect(softly, http, "/api/v1/models/%00", 400);
      expect(softly, http, "/api/v1/datasets/%00", 400);
      expect(softly, http, "/api/v1/jobs/job_%00", 400);
      expect(softly, http, "/api/v1/jobs?state=%00", 400);
      expect(softly, http, "/api/v1/jobs?sort=%00", 400);
      expect(softly, http, "/api/v1/events?jobs=%00", 400);
      expect(softly, http, "/v2/models/%00", 400);
      expect(softly, http, "/v1/models/%00", 400);
      expect(softly, http, "/api/v1/models?cursor=" + NUL_CURSOR, 400);
      expect(softly, http, "/api/v1/datasets?cursor=" + NUL_CURSOR, 400);
      softly.assertAll();
    }
  }

  private static void expect(SoftAssertions softly, HttpService http, String path, int status) {
    softly.assertThat(http.send(http.request(path).GET()).statusCode()).as(path).isEqualTo(status);
  }
}
