package org.trainyard.app.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trainyard.app.EventClient;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.JsonNode;

/** Two services on one PostgreSQL and one data directory. */
class ReplicasTests {

  @TempDir private Path folder;

  @Test
  void shareTheQueueSoThatEachJobRunsOnce() {
    List<String> settings = settings();
    try (RunningService first = RunningService.start(folder, settings);
        RunningService second = RunningService.start(folder, settings)) {
      HttpService http = first.http();
      String dataset = http.generate("spiral", 300);
      List<String> jobs = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        jobs.add((i % 2 == 0 ? http : second.http()).submit(job(dataset, 30)));
      }
      List<JsonNode> ended = jobs.stream().map(http::await).toList();
      assertThat(ended).allMatch(job -> job.get("state").asString().equals("SUCCEEDED"));
      assertThat(ended).allMatch(job -> job.get("attempts").asInt() == 1);
    }
  }

  @Test
  void cancelWhatTheOtherOneRuns() {
    List<String> settings = settings();
    try (RunningService first = RunningService.start(folder, settings)) {
      String job = first.http().submit(endless(first.http().generate("spiral", 1500)));
      first.http().awaitState(job, "RUNNING");
      try (RunningService second = RunningService.start(folder, settings)) {
        second.http().post("/api/v1/jobs/" + job + "/cancel", "", 202);
        assertThat(second.http().await(job).get("state").asString()).isEqualTo("CANCELLED");
      }
    }
  }

  @Test
  void watchWhatTheOtherOneRuns() {
    List<String> settings = settings();
    try (RunningService first = RunningService.start(folder, settings)) {
      String job = first.http().submit(endless(first.http().generate("spiral", 1500)));
      first.http().awaitState(job, "RUNNING");
      try (RunningService second = RunningService.start(folder, settings);
          EventClient stream =
              new EventClient(second.http().request("/api/v1/jobs/" + job + "/events"))) {
        Optional<EventClient.Event> event = stream.next();
        while (event.isPresent() && !event.get().type().equals("epoch")) {
          event = stream.next();
        }
        first.http().post("/api/v1/jobs/" + job + "/cancel", "", 202);
        assertThat(stream.rest().getLast().type()).isEqualTo("end");
      }
    }
  }

  private List<String> settings() {
    List<String> settings =
        new ArrayList<>(TestDatabase.create(Database.POSTGRESQL, folder).settings());
    settings.add("db-scheduler.threads=1");
    settings.add("db-scheduler.polling-interval=20ms");
    return settings;
  }

  /** Longer than another service takes to start. */
  private static String endless(String dataset) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [256, 256]},
     "training": {"epochs": 10000, "batchSize": 2}}
    """
        .formatted(dataset);
  }

  private static String job(String dataset, int epochs) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [16]},
     "training": {"epochs": %d, "batchSize": 20}}
    """
        .formatted(dataset, epochs);
  }
}
