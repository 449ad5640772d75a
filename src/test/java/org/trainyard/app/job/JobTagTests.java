package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tag of a job's answer changes with the job, not with the clock; nothing runs meanwhile. */
class JobTagTests {

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private RunningService service;
  private HttpService http;
  private String job;
  private String path;

  @BeforeEach
  void submit() {
    service = RunningService.start(folder, List.of(), now::get);
    service.bean(Scheduler.class).pause();
    http = service.http();
    job =
        """
        {"dataset": "%s", "target": "label", "network": {"hidden": [2]}, "priority": %%d}
        """
            .formatted(http.generate("xor", 20));
    path = "/api/v1/jobs/" + http.submit(job.formatted(0));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void staysWhileAJobWaits() {
    HttpResponse<String> first = http.send(http.request(path).GET());
    now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(10)));
    HttpResponse<String> second = http.send(http.request(path).GET());

    assertThat(tag(first)).matches("W/\"[0-9a-f]{32}\"");
    assertThat(HttpService.json(second, 200).get("estimatedStartAt"))
        .isNotEqualTo(HttpService.json(first, 200).get("estimatedStartAt"));
    assertThat(tag(second)).isEqualTo(tag(first));
    HttpResponse<String> third = unless(tag(first));
    assertThat(third.statusCode()).isEqualTo(304);
    assertThat(third.body()).isEmpty();
    assertThat(tag(third)).isEqualTo(tag(first));
  }

  @Test
  void changesWithThePlaceInTheQueueAndTheState() {
    String waiting = tag(http.send(http.request(path).GET()));

    http.submit(job.formatted(1));
    HttpResponse<String> second = unless(waiting);
    assertThat(HttpService.json(second, 200).get("queuePosition").asInt()).isEqualTo(2);
    http.post(path + "/pause", "", 202);
    HttpResponse<String> paused = unless(tag(second));
    assertThat(HttpService.json(paused, 200).get("state").asString()).isEqualTo("PAUSED");
    http.post(path + "/cancel", "", 202);
    HttpResponse<String> ended = unless(tag(paused));

    assertThat(HttpService.json(ended, 200).get("state").asString()).isEqualTo("CANCELLED");
    assertThat(tag(ended)).matches("\"[0-9a-f]{32}\""); // every byte is the same from now on
  }

  @Test
  void changesWithTheStepsOfATrainingAlone() {
    JsonNode seen = http.get(path);
    JobTag tag = service.bean(JobTag.class);
    String before = tag.of(progressed(seen, "elapsedSeconds", 1));

    assertThat(tag.of(progressed(seen, "elapsedSeconds", 2))).isEqualTo(before);
    assertThat(tag.of(progressed(seen, "etaSeconds", 3))).isEqualTo(before);
    assertThat(tag.of(progressed(seen, "step", 4))).isNotEqualTo(before);
    assertThat(tag.of(progressed(seen, "epoch", 5))).isNotEqualTo(before);
  }

  private static JobResponse progressed(JsonNode seen, String member, int value) {
    ObjectNode changed = (ObjectNode) seen.deepCopy();
    ((ObjectNode) changed.get("progress")).put(member, value);
    return JsonMapper.shared().treeToValue(changed, JobResponse.class);
  }

  private HttpResponse<String> unless(String tag) {
    HttpRequest.Builder request = http.request(path).header("If-None-Match", tag);
    return http.send(request.GET());
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }
}
