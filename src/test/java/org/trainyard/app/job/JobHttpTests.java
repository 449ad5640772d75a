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

/** Jobs as a client sees them. */
class JobHttpTests {

  @TempDir private static Path folder;

  private static RunningService service;
  private static HttpService http;
  private static String dataset = "";

  @BeforeAll
  static void start() {
    service = RunningService.start(folder, List.of());
    http = service.http();
    dataset = http.generate("xor", 200);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aRequestSentAgainUnderItsKeyGetsTheSameAnswerAndMakesNoSecondJob() {
    HttpResponse<String> first = submit("\"a key\"", job(1));
    HttpResponse<String> second = submit("\"a key\"", job(1));
    JsonNode made = HttpService.json(first, 202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"))
        .contains("/api/v1/jobs/" + made.get("id").asString());
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");

    JsonNode mismatch = HttpService.json(submit("\"a key\"", job(2)), 422);
    assertThat(mismatch.get("type").asString()).isEqualTo("/problems/idempotency-mismatch");
    assertThat(HttpService.json(submit("another", job(1)), 202).get("id"))
        .isNotEqualTo(made.get("id"));
  }

  @Test
  void aRequestThatWasRefusedLeavesItsKeyFree() {
    HttpService.json(submit("retry", "{}"), 400);
    HttpService.json(submit("retry", job(1)), 202);
  }

  @Test
  void refusesKeysThatAreNone() {
    for (String key : List.of("\"", "\"\"", "a b", "\"a", "x".repeat(256))) {
      JsonNode problem = HttpService.json(submit(key, job(1)), 400);
      assertThat(problem.get("header").asString()).isEqualTo("Idempotency-Key");
    }
  }

  @Test
  void answersNothingNewWithoutABody() {
    String id = http.train(job(1)).get("id").asString();
    HttpResponse<String> first = http.send(http.request("/api/v1/jobs/" + id).GET());
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    HttpResponse<String> second =
        http.send(http.request("/api/v1/jobs/" + id).header("If-None-Match", tag).GET());
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    HttpResponse<String> any =
        http.send(http.request("/api/v1/jobs/" + id).header("If-None-Match", "*").GET());
    assertThat(any.statusCode()).isEqualTo(304);
    assertThat(any.headers().firstValue("ETag")).hasValue(tag);
    assertThat(
            http.send(http.request("/api/v1/jobs/" + id).header("If-None-Match", "\"x\"").GET())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void deletesWhatHasEndedOnceAndOnlyAsTheClientSawIt() {
    String path = "/api/v1/jobs/" + http.train(job(1)).get("id").asString();
    JsonNode changed =
        HttpService.json(http.send(http.request(path).header("If-Match", "\"x\"").DELETE()), 412);
    assertThat(changed.get("type").asString()).isEqualTo("/problems/precondition-failed");
    String tag = http.send(http.request(path).GET()).headers().firstValue("ETag").orElseThrow();
    assertThat(
            http.send(http.request(path).header("If-Match", "\"x\", " + tag).DELETE()).statusCode())
        .isEqualTo(204);
    HttpService.json(http.send(http.request(path).DELETE()), 404);
    HttpService.json(http.send(http.request(path + "/events").GET()), 404);
    HttpService.json(http.send(http.request(path + "/metrics").GET()), 404);
  }

  @Test
  void listsWhatWasAskedForAndSaysWhatCannotBe() {
    String first = submitLabelled("red, or :green");
    String second = submitLabelled("blue");
    http.await(first);
    http.await(second);
    String red = "/api/v1/jobs?label=colour:red,%20or%20:green";
    assertThat(http.get(red).get("items")).hasSize(1);
    assertThat(http.get(red + "&state=QUEUED,RUNNING&state=PAUSED").get("items")).isEmpty();
    JsonNode page = http.get("/api/v1/jobs?sort=-priority&limit=1&state=SUCCEEDED");
    String cursor = page.get("nextCursor").asString();
    HttpResponse<String> linked =
        http.send(
            http.request("/api/v1/jobs?limit=1&label=colour:red,%20or%20:green&sort=createdAt")
                .GET());
    assertThat(linked.headers().firstValue("Link")).isEmpty();
    String link =
        http.send(http.request("/api/v1/jobs?sort=-priority&limit=1&state=SUCCEEDED").GET())
            .headers()
            .firstValue("Link")
            .orElseThrow();
    assertThat(link)
        .isEqualTo(
            "</api/v1/jobs?sort=-priority&limit=1&state=SUCCEEDED&cursor=%s>; rel=\"next\""
                .formatted(cursor));
    assertThat(
            http.get("/api/v1/jobs?sort=-priority&limit=1&state=SUCCEEDED&cursor=" + cursor)
                .get("items")
                .get(0)
                .get("id"))
        .isNotEqualTo(page.get("items").get(0).get("id"));

    assertRefused("?state=running", "Did you mean 'RUNNING'?");
    assertRefused("?sort=created", "sort");
    assertRefused("?label=colour", "colon");
    assertRefused("?sort=priority&cursor=" + cursor, "other filters");
    assertRefused("?labels=a:b", "Did you mean 'label'?");
  }

  private static void assertRefused(String query, String words) {
    JsonNode problem = HttpService.json(http.send(http.request("/api/v1/jobs" + query).GET()), 400);
    assertThat(problem.get("detail").asString()).contains(words);
  }

  private static String submitLabelled(String colour) {
    return http.submit(
        job(1).replaceFirst("\\{", "{\"labels\": {\"colour\": \"" + colour + "\"},"));
  }

  private static HttpResponse<String> submit(String key, String body) {
    return http.send(
        http.request("/api/v1/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String job(int epochs) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [2]},
     "training": {"epochs": %d}}
    """
        .formatted(dataset, epochs);
  }
}
