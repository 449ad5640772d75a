package org.trainyard.app.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.job.JobsContext;
import org.trainyard.app.job.lifecycle.JobFilter.Label;
import org.trainyard.app.job.lifecycle.JobFilter.Sort;
import org.trainyard.app.job.lifecycle.JobLifecycle.Answer;
import org.trainyard.app.job.queue.QueuedWork;
import org.trainyard.app.model.ModelReference;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.json.JsonMapper;

@ParameterizedClass
@EnumSource(Database.class)
class JobLifecycleTests {

  private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_123L);
  private static final JobFailure FAILURE =
      JobFailure.of(FailureType.INTERNAL, "what", "do").with("errorId", "err_1");

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private HikariDataSource source;
  private JobsContext context;
  private JobLifecycle lifecycle;
  private JobRepository jobs;
  private JobEvents events;
  private RunProgress progress;

  @BeforeEach
  void open() {
    source = TestDatabase.create(kind, folder).migrated();
    context = new JobsContext(source, kind, () -> NOW);
    lifecycle = context.bean(JobLifecycle.class);
    jobs = context.bean(JobRepository.class);
    events = context.bean(JobEvents.class);
    progress = context.bean(RunProgress.class);
  }

  @AfterEach
  void close() {
    if (context != null) { // else the database does not run here
      context.close();
      source.close();
    }
  }

  @Test
  void keepsWhatIsSubmitted() {
    lifecycle.submit(
        new NewJob(
            "job_1", "ä 'name'", 3, "{\"a\":1}", "{}", 0, List.of("ds_1", "ds_2"), Map.of(), NOW));
    Job job = job("job_1");
    assertThat(job.name()).isEqualTo("ä 'name'");
    assertThat(job.priority()).isEqualTo(3);
    assertThat(job.state()).isEqualTo(JobState.QUEUED);
    assertThat(job.createdAt()).isEqualTo(NOW);
    assertThat(moves("job_1")).containsExactly("null>QUEUED submitted");
    assertThat(jobs.unfinishedUsing("ds_2")).containsExactly("job_1");
    assertThat(jobs.count(JobState.QUEUED)).isEqualTo(1);
  }

  @Test
  void isClaimedOnceAndByWhoHoldsItsEntry() {
    submit("job_1");
    assertThat(lifecycle.claim("job_1", 1, StartPoint.first())).isEmpty();
    QueuedWork.Entry entry = context.pick().orElseThrow();
    assertThat(lifecycle.claim("job_1", entry.version() - 1, StartPoint.first())).isEmpty();
    Job claimed = claim(entry);
    assertThat(claimed.state()).isEqualTo(JobState.RUNNING);
    assertThat(claimed.fence()).isEqualTo(1);
    assertThat(claimed.attempts()).isEqualTo(1);
    assertThat(claimed.startedAt()).isEqualTo(NOW);
    assertThat(context.pick()).isEmpty();
  }

  @Test
  void endsByTheRunThatHasItAndOnce() {
    RunId run = running("job_1");
    RunId old = new RunId("job_1", run.fence() - 1);
    assertThat(complete(old)).isEmpty();
    assertThat(complete(run)).contains(JobState.SUCCEEDED);
    assertThat(complete(run)).isEmpty();
    assertThat(lifecycle.fail(run, FAILURE)).isEmpty();
    assertThat(lifecycle.stop(run, "late")).isEmpty();
    Job ended = job("job_1");
    assertThat(ended.stopReason()).isEqualTo(StopReason.COMPLETED);
    assertThat(ended.modelName()).isEqualTo("m");
    assertThat(ended.modelVersion()).isEqualTo(4);
    assertThat(ended.endedAt()).isEqualTo(NOW);
    assertThat(jobs.unfinishedUsing("ds_1")).isEmpty();
    assertThat(moves("job_1"))
        .containsExactly(
            "null>QUEUED submitted",
            "QUEUED>RUNNING a worker took it",
            "RUNNING>SUCCEEDED trained all epochs");
    assertThat(context.version("job_1")).isEmpty();
  }

  @Test
  void failsWithAProblem() {
    RunId run = running("job_1");
    assertThat(lifecycle.fail(run, FAILURE)).contains(JobState.FAILED);
    assertThat(job("job_1").failure())
        .isEqualTo(
            "{\"type\":\"/problems/internal\",\"title\":\"The service made a mistake\",\"detail\":\"what\",\"hint\":\"do\",\"errorId\":\"err_1\"}");
    assertThat(events.data("job_1", EventType.END)).hasSize(1);
  }

  @Test
  void cancelIsDoneToAWaitingJobAndAskedOfARunningOne() {
    submit("job_1");
    assertThat(lifecycle.cancel("job_1")).isEqualTo(new Answer.Granted());
    assertThat(lifecycle.cancel("job_1")).isEqualTo(new Answer.Granted());
    assertThat(job("job_1").stopReason()).isEqualTo(StopReason.CANCELLED);
    assertThat(context.version("job_1")).isEmpty();

    RunId run = running("job_2");
    assertThat(lifecycle.cancel("job_2")).isEqualTo(new Answer.Granted());
    assertThat(job("job_2").state()).isEqualTo(JobState.RUNNING);
    assertThat(job("job_2").stopRequested()).isEqualTo(StopRequest.CANCEL);
    assertThat(jobs.standing(run)).isEqualTo(RunStanding.STOP_REQUESTED);
    assertThat(lifecycle.pause("job_2"))
        .isEqualTo(new Answer.Refused(JobState.RUNNING, StopRequest.CANCEL));
    assertThat(complete(run)).contains(JobState.CANCELLED);
    assertThat(job("job_2").modelName()).isNull();
    assertThat(job("job_2").stopReason()).isEqualTo(StopReason.CANCELLED);
    assertThat(lifecycle.cancel("job_3")).isEqualTo(new Answer.Unknown());
  }

  @Test
  void pausesAndGoesOn() {
    RunId run = running("job_1");
    lifecycle.pause("job_1");
    assertThat(job("job_1").stopRequested()).isEqualTo(StopRequest.PAUSE);
    assertThat(lifecycle.stop(run, "unused")).contains(JobState.PAUSED);
    assertThat(context.version("job_1")).isEmpty();
    assertThat(lifecycle.pause("job_1")).isEqualTo(new Answer.Granted());
    assertThat(lifecycle.resume("job_1")).isEqualTo(new Answer.Granted());
    assertThat(lifecycle.resume("job_1")).isEqualTo(new Answer.Granted());
    assertThat(claim(context.pick().orElseThrow()).fence()).isEqualTo(2);
    assertThat(jobs.standing(run)).isEqualTo(RunStanding.LOST);
  }

  @Test
  void aPauseThatIsTakenBackCostsTheRunAndNotTheJob() {
    RunId run = running("job_1");
    lifecycle.pause("job_1");
    lifecycle.resume("job_1");
    assertThat(job("job_1").stopRequested()).isNull();
    assertThat(lifecycle.stop(run, "it had stopped already")).contains(JobState.QUEUED);
    assertThat(context.pick()).isPresent();
  }

  @Test
  void aJobThatIsPausedBetweenPickAndClaimIsNotLost() {
    submit("job_1");
    QueuedWork.Entry entry = context.pick().orElseThrow();
    lifecycle.pause("job_1");
    lifecycle.resume("job_1"); // the entry is still held by who picked it
    assertThat(claim(entry).state()).isEqualTo(JobState.RUNNING);

    submit("job_2");
    QueuedWork.Entry second = context.pick().orElseThrow();
    lifecycle.pause("job_2");
    assertThat(lifecycle.claim("job_2", second.version(), StartPoint.first())).isEmpty();
    assertThat(context.version("job_2")).isEmpty();
    lifecycle.resume("job_2");
    assertThat(claim(context.pick().orElseThrow()).id()).isEqualTo("job_2");
  }

  @Test
  void isTakenFromAProcessThatDiedAndGivenUpAfterThreeDeathsWithoutProgress() {
    submit("job_1");
    for (int death = 1; death <= 2; death++) {
      QueuedWork.Entry entry = context.pick().orElseThrow();
      claim(entry);
      assertThat(lifecycle.processDied("job_1", entry.version() - 1)).isEmpty();
      assertThat(lifecycle.processDied("job_1", entry.version())).contains(JobState.QUEUED);
      assertThat(lifecycle.processDied("job_1", entry.version())).isEmpty();
    }
    Job third = claim(context.pick().orElseThrow());
    assertThat(third.crashes()).isEqualTo(2);
    progress.gotFurther(new RunId("job_1", third.fence()), Duration.ofSeconds(1));
    for (int death = 1; death <= 2; death++) {
      lifecycle.earlierProcessDied("job_1");
      claim(context.pick().orElseThrow());
    }
    lifecycle.earlierProcessDied("job_1");
    Job given = job("job_1");
    assertThat(given.state()).isEqualTo(JobState.FAILED);
    assertThat(given.failure()).contains("/problems/worker-crashed-repeatedly", "3 times");
    assertThat(given.attempts()).isEqualTo(5);
    assertThat(context.version("job_1")).isEmpty();
  }

  @Test
  void anEntryWhoseHolderDiedBeforeItBeganIsFreeAgain() {
    submit("job_1");
    QueuedWork.Entry entry = context.pick().orElseThrow();
    assertThat(lifecycle.processDied("job_1", entry.version())).contains(JobState.QUEUED);
    assertThat(claim(context.pick().orElseThrow()).crashes()).isZero();
  }

  @Test
  void aRunThatCouldNotWriteItsEndIsOverWhenTheNextBegins() {
    RunId run = running("job_1");
    releaseAsTheLibraryDoes("job_1");
    Job next = claim(context.pick().orElseThrow());
    assertThat(next.fence()).isEqualTo(run.fence() + 1);
    assertThat(complete(run)).isEmpty();
    assertThat(context.pick()).as("who begins keeps the entry").isEmpty();
  }

  @Test
  void whoHeldTheEntryBeforeTheJobWasPausedHoldsItNoMore() {
    submit("job_1");
    QueuedWork.Entry frozen = context.pick().orElseThrow();
    lifecycle.processDied("job_1", frozen.version());
    lifecycle.pause("job_1");
    lifecycle.resume("job_1");
    Job running = claim(context.pick().orElseThrow());
    assertThat(lifecycle.claim("job_1", frozen.version(), StartPoint.first())).isEmpty();
    assertThat(job("job_1")).isEqualTo(running);
  }

  @Test
  void takesEpochsFromTheRunThatHasTheJobAndNumbersAllEvents() {
    RunId run = running("job_1");
    RunId old = new RunId("job_1", run.fence() - 1);
    List<EpochEntry> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 3; epoch++) {
      epochs.add(new EpochEntry(epoch, "{\"epoch\":" + epoch + "}", null));
    }
    assertThat(progress.add(old, List.of(), epochs, "{}", Duration.ofSeconds(1))).isFalse();
    assertThat(progress.add(run, List.of(), epochs, "{\"b\":1}", Duration.ofMillis(1500))).isTrue();
    assertThat(progress.addFinding(old, "{}")).isFalse();
    assertThat(progress.addFinding(run, "{\"code\":1}")).isTrue();
    complete(run);
    assertThat(events.after("job_1", 0, 100))
        .extracting(JobEvent::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(events.after("job_1", 4, 100))
        .extracting(JobEvent::type)
        .containsExactly(EventType.EPOCH, EventType.FINDING, EventType.STATE, EventType.END);
    Job job = job("job_1");
    assertThat(job.latest()).isEqualTo("{\"epoch\":3}");
    assertThat(job.best()).isEqualTo("{\"b\":1}");
    assertThat(job.elapsed()).isEqualTo(Duration.ofMillis(1500));
    assertThat(job.lastEvent()).isEqualTo(8);
  }

  @Test
  void forgetsTheEpochsThatAreDoneAgainAndNeverReusesTheirNumbers() {
    submit("job_1");
    QueuedWork.Entry entry = context.pick().orElseThrow();
    RunId run = new RunId("job_1", claim(entry).fence());
    progress.add(
        run,
        List.of(),
        List.of(
            new EpochEntry(1, "1", null),
            new EpochEntry(2, "2", null),
            new EpochEntry(3, "3", null)),
        "1",
        Duration.ZERO);
    lifecycle.processDied("job_1", entry.version());
    StartPoint from = new StartPoint(2, "goes on", "1", "1", Duration.ofSeconds(7));
    Job again =
        lifecycle.claim("job_1", context.pick().orElseThrow().version(), from).orElseThrow();
    assertThat(again.latest()).isEqualTo("1");
    assertThat(again.elapsed()).isEqualTo(Duration.ofSeconds(7));
    assertThat(events.data("job_1", EventType.EPOCH)).containsExactly("1");
    progress.add(
        new RunId("job_1", again.fence()),
        List.of(),
        List.of(new EpochEntry(2, "2", null)),
        "1",
        Duration.ZERO);
    assertThat(events.after("job_1", 0, 100))
        .extracting(JobEvent::number)
        .containsExactly(1, 2, 3, 6, 7, 8);
  }

  @Test
  void countsTheJobsThatStandBeforeOne() {
    submit("job_1");
    submit("job_2");
    lifecycle.submit(JobsContext.job("job_3", 7, NOW));
    assertThat(queue().places(List.of("job_3", "job_2", "none")))
        .isEqualTo(Map.of("job_3", new QueuePlace(1, 0), "job_2", new QueuePlace(3, 0)));
    assertThat(queue().place(job("job_3")).position()).isEqualTo(1);
    assertThat(queue().place(job("job_1")).position()).isEqualTo(2);
    assertThat(queue().place(job("job_2")).position()).isEqualTo(3);
    assertThat(context.pick()).map(QueuedWork.Entry::job).contains("job_3");
  }

  @Test
  void listsByStateLabelAgeAndPriorityAPageAtATime() {
    for (int i = 1; i <= 6; i++) {
      lifecycle.submit(
          new NewJob(
              "job_" + i,
              "n",
              i % 3,
              "{}",
              "{}",
              0,
              List.of(),
              Map.of("team", i % 2 == 0 ? "a" : "b,:'", "n", "" + i),
              NOW));
    }
    lifecycle.cancel("job_2");
    lifecycle.pause("job_3");
    assertThat(list(Set.of(), List.of(), Sort.CREATED_AT_DESCENDING)).isEqualTo("654321");
    assertThat(list(Set.of(), List.of(), Sort.CREATED_AT)).isEqualTo("123456");
    assertThat(list(Set.of(), List.of(), Sort.PRIORITY_DESCENDING)).isEqualTo("524163");
    assertThat(list(Set.of(), List.of(), Sort.PRIORITY)).isEqualTo("361425");
    assertThat(list(Set.of(JobState.CANCELLED, JobState.PAUSED), List.of(), Sort.CREATED_AT))
        .isEqualTo("23");
    assertThat(list(Set.of(), List.of(new Label("team", "b,:'")), Sort.CREATED_AT_DESCENDING))
        .isEqualTo("531");
    assertThat(
            list(
                Set.of(JobState.QUEUED),
                List.of(new Label("team", "a"), new Label("n", "4")),
                Sort.PRIORITY))
        .isEqualTo("4");
  }

  /** The numbers of the jobs, read in pages of two. */
  private String list(Set<JobState> states, List<Label> labels, Sort sort) {
    JobFilter filter = new JobFilter(states, labels, sort);
    StringBuilder numbers = new StringBuilder();
    List<Job> page = jobs.list(filter, "", "", 2);
    while (!page.isEmpty()) {
      page.forEach(job -> numbers.append(job.id().charAt(4)));
      page = jobs.list(filter, sort.key(page.getLast()), page.getLast().id(), 2);
    }
    return numbers.toString();
  }

  @Test
  void deletesAJobWithAllThatBelongsToIt() {
    complete(running("job_1"));
    jobs.delete("job_1");
    assertThat(jobs.find("job_1")).isEmpty();
    assertThat(events.after("job_1", 0, 100)).isEmpty();
  }

  private void submit(String id) {
    lifecycle.submit(JobsContext.job(id, 0, NOW));
  }

  /** Submits a job of the highest priority and begins its run. */
  private RunId running(String id) {
    lifecycle.submit(JobsContext.job(id, 9, NOW));
    return new RunId(id, claim(context.pick().orElseThrow()).fence());
  }

  private Job claim(QueuedWork.Entry entry) {
    return lifecycle.claim(entry.job(), entry.version(), StartPoint.first()).orElseThrow();
  }

  private Optional<JobState> complete(RunId run) {
    return lifecycle.complete(run, StopReason.COMPLETED, () -> new ModelReference("m", 4));
  }

  private Job job(String id) {
    return jobs.find(id).orElseThrow();
  }

  private List<String> moves(String id) {
    return events.data(id, EventType.STATE).stream()
        .map(move -> JsonMapper.shared().readTree(move))
        .map(move ->
            move.get("from").asString("null")
                + ">"
                + move.get("to").asString()
                + " "
                + move.get("reason").asString())
        .toList();
  }

  private QueueFigures queue() {
    return context.bean(QueueFigures.class);
  }

  private void releaseAsTheLibraryDoes(String id) {
    JdbcClient.create(source)
        .sql(
            """
            update scheduled_tasks set picked = :picked, picked_by = null, version = version + 1
             where task_instance = :id
            """)
        .param("picked", false)
        .param("id", id)
        .update();
  }
}
