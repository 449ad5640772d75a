package org.trainyard.app.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.HttpService;
import org.trainyard.app.RunningService;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.JsonNode;

/** One training thread, and a job that occupies it until it is cancelled; on each database. */
@ParameterizedClass
@EnumSource(Database.class)
class QueueTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private RunningService service;
  private HttpService http;
  private JdbcClient jdbc;
  private String dataset = "";
  private String blocker = "";

  @BeforeEach
  void occupyTheThread() {
    List<String> settings = new ArrayList<>(TestDatabase.create(kind, folder).settings());
    settings.add("db-scheduler.threads=1");
    settings.add("db-scheduler.polling-interval=20ms");
    settings.add("db-scheduler.heartbeat-interval=200ms");
    service = RunningService.start(folder, settings);
    http = service.http();
    jdbc = service.bean(JdbcClient.class);
    dataset = http.generate("spiral", 1500);
    blocker = http.submit(endless());
    http.awaitState(blocker, "RUNNING");
  }

  @AfterEach
  void stop() {
    if (service != null) { // the database does not run here
      service.close();
    }
  }

  @Test
  void picksNothingWhileNoThreadIsFreeAndThenByPriorityAndAge() {
    String first = http.submit(brief(0));
    String second = http.submit(brief(0));
    String urgent = http.submit(brief(5));
    assertThat(position(urgent)).isEqualTo(1);
    assertThat(position(first)).isEqualTo(2);
    assertThat(position(second)).isEqualTo(3);
    for (int i = 0; i < 100; i++) {
      service.bean(Scheduler.class).triggerCheckForDueExecutions();
      assertThat(service.bean(TrainingThreads.class).waiting()).isZero();
      assertThat(picked()).isEqualTo(1);
    }
    String mostUrgent = http.submit(brief(9));
    cancel(blocker);
    List<JsonNode> ended = Stream.of(mostUrgent, urgent, first, second).map(http::await).toList();
    assertThat(ended).allMatch(job -> job.get("state").asString().equals("SUCCEEDED"));
    assertThat(ended.stream().map(job -> Instant.parse(job.get("startedAt").asString())))
        .isSorted();
  }

  @Test
  void aWaitingJobCanAlwaysBeCancelledAndDeleted() {
    String id = http.submit(brief(0));
    assertThat(http.post("/api/v1/jobs/" + id + "/cancel", "", 202).get("state").asString())
        .isEqualTo("CANCELLED");
    assertThat(entries(id)).isZero();
    assertThat(http.send(http.request("/api/v1/jobs/" + id).DELETE()).statusCode()).isEqualTo(204);
    HttpService.json(http.send(http.request("/api/v1/jobs/" + id).GET()), 404);
  }

  @Test
  void aCancelledJobWhoseEntryWasPickedMeanwhileDoesNotRun() {
    String id = http.submit(brief(0));
    jdbc.sql("update job set state = 'CANCELLED' where id = :id").param("id", id).update();
    cancel(blocker);
    Awaitility.await().atMost(PATIENCE).until(() -> entries(id) == 0);
    assertThat(http.get("/api/v1/jobs/" + id).get("attempts").asInt()).isZero();
  }

  @Test
  void aJobThatRunsHereIsNotTakenForDead() {
    QueuedWork work = service.bean(QueuedWork.class);
    work.holderDied(new QueuedWork.Entry(blocker, version(blocker)));
    work.run(new QueuedWork.Entry(blocker, version(blocker) - 1));
    JsonNode job = http.get("/api/v1/jobs/" + blocker);
    assertThat(job.get("state").asString()).isEqualTo("RUNNING");
    assertThat(job.get("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void aJobWhoseProcessDiedRunsAgain() {
    String id = http.submit(brief(0));
    pretendThatADeadProcessRuns(id);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> http.get("/api/v1/jobs/" + id).get("state").asString().equals("QUEUED"));
    cancel(blocker);
    JsonNode ended = http.await(id);
    assertThat(ended.get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempts").asInt()).isEqualTo(2);
    Awaitility.await().atMost(PATIENCE).until(() -> entries(id) == 0);
  }

  @Test
  void aJobThatWasToBeCancelledWhenItsProcessDiedDoesNotRunAgain() {
    String id = http.submit(brief(0));
    pretendThatADeadProcessRuns(id);
    jdbc.sql("update job set stop_requested = 'CANCEL' where id = :id").param("id", id).update();
    cancel(blocker);
    JsonNode ended = http.await(id);
    assertThat(ended.get("attempts").asInt()).isEqualTo(1);
    assertThat(ended.get("stopReason").asString()).isEqualTo("CANCELLED");
    Awaitility.await().atMost(PATIENCE).until(() -> entries(id) == 0);
  }

  @Test
  void aRunThatLostItsJobStopsByItselfAndWritesNothing() {
    String next = http.submit(brief(0));
    jdbc.sql("update job set fence = fence + 1 where id = :id").param("id", blocker).update();
    assertThat(http.await(next).get("state").asString()).isEqualTo("SUCCEEDED");
    JsonNode lost = http.get("/api/v1/jobs/" + blocker);
    assertThat(lost.get("model").isNull()).isTrue();
    assertThat(lost.get("transitions").size()).isEqualTo(2);
  }

  private void pretendThatADeadProcessRuns(String id) {
    jdbc.sql(
            """
            update scheduled_tasks set picked = :picked, picked_by = 'another', version = 2,
                                       last_heartbeat = execution_time
             where task_instance = :id
            """)
        .param("picked", true)
        .param("id", id)
        .update();
    jdbc.sql("update job set state = 'RUNNING', fence = 1, attempts = 1 where id = :id")
        .param("id", id)
        .update();
  }

  private long picked() {
    return jdbc.sql("select count(*) from scheduled_tasks where picked = :picked")
        .param("picked", true)
        .query(Long.class)
        .single();
  }

  private long entries(String id) {
    return jdbc.sql("select count(*) from scheduled_tasks where task_instance = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private long version(String id) {
    return jdbc.sql("select version from scheduled_tasks where task_instance = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  private int position(String id) {
    return http.get("/api/v1/jobs/" + id).get("queuePosition").asInt();
  }

  private void cancel(String id) {
    http.post("/api/v1/jobs/" + id + "/cancel", "", 202);
  }

  private String endless() {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [256, 256]},
     "training": {"epochs": 10000, "batchSize": 2}}
    """
        .formatted(dataset);
  }

  private String brief(int priority) {
    return """
    {"dataset": "%s", "target": "label", "network": {"hidden": [2]}, "priority": %d,
     "training": {"epochs": 1, "batchSize": 500}}
    """
        .formatted(dataset, priority);
  }
}
