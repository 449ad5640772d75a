package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.job.lifecycle.JobFilter;
import org.trainyard.app.storage.Database;
import org.trainyard.app.web.Cursor;
import tools.jackson.databind.JsonNode;

/**
 * PostgreSQL refuses the character NUL and words for numbers, and holds to the lengths of columns,
 * where SQLite takes everything: no text may bring it there.
 */
class PostgresTextsTests {

  private static final String NUL_CURSOR = Cursor.after("a\0").encode();
  private static final String LONGEST_NAME = "m".repeat(128);

  @TempDir private static Path folder;
  private static @Nullable RunningService service;

  @BeforeAll
  static void train() {
    TestDatabase database = TestDatabase.create(Database.POSTGRESQL, folder);
    service = RunningService.start(folder, database.settings());
    http()
        .train(
            """
            {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
             "training": {"epochs": 1}, "model": {"name": "%s"}}
            """
                .formatted(http().generate("xor", 20), LONGEST_NAME));
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(service).close();
  }

  @Test
  void refusesNulInEveryTextThatIsLookedUp() {
    for (String label : new String[] {"a:%00", "a%00:b", "a:b%0A"}) {
      JsonNode problem =
          HttpService.json(http().send(http().request("/api/v1/jobs?label=" + label).GET()), 400);
      assertThat(problem.get("type").asString()).isEqualTo("/problems/wrong-type");
      assertThat(problem.get("parameter").asString()).isEqualTo("label");
    }
    SoftAssertions softly = new SoftAssertions();
    String importance = "/api/v1/models/" + LONGEST_NAME + "/versions/1/importance?dataset=";
    expect(softly, importance + "%00", 404);
    expect(softly, importance + "ds_%00", 404);
    expect(softly, "/api/v1/models/%00", 400);
    expect(softly, "/api/v1/datasets/%00", 400);
    expect(softly, "/api/v1/jobs/job_%00", 400);
    expect(softly, "/api/v1/jobs?state=%00", 400);
    expect(softly, "/api/v1/jobs?sort=%00", 400);
    expect(softly, "/api/v1/events?jobs=%00", 400);
    expect(softly, "/v2/models/%00", 400);
    expect(softly, "/v1/models/%00", 400);
    expect(softly, "/api/v1/models?cursor=" + NUL_CURSOR, 400);
    expect(softly, "/api/v1/datasets?cursor=" + NUL_CURSOR, 400);
    softly.assertAll();
  }

  @Test
  void refusesACursorOfAPriorityThatIsNone() {
    SoftAssertions softly = new SoftAssertions();
    for (JobFilter.Sort sort : JobFilter.Sort.values()) {
      String fingerprint =
          JobListing.of(List.of(), List.of(), sort.word(), null, null).fingerprint();
      for (String key : new String[] {"x", "99999999999", "1.5", "-", " 1"}) {
        String cursor = Cursor.after(fingerprint, key, "job_x").encode();
        expect(softly, "/api/v1/jobs?sort=%s&cursor=%s".formatted(sort.word(), cursor), 400);
      }
    }
    softly.assertAll();
  }

  @Test
  void takesAKeyForTheModelWithTheLongestName() {
    HttpResponse<String> first = reproduce();
    HttpResponse<String> second = reproduce();

    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
  }

  private static HttpResponse<String> reproduce() {
    return http()
        .send(
            http()
                .request("/api/v1/models/" + LONGEST_NAME + "/versions/1/reproduce")
                .header("Idempotency-Key", "again")
                .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static void expect(SoftAssertions softly, String path, int status) {
    softly
        .assertThat(http().send(http().request(path).GET()).statusCode())
        .as(path)
        .isEqualTo(status);
  }

  private static HttpService http() {
    return Objects.requireNonNull(service).http();
  }
}
