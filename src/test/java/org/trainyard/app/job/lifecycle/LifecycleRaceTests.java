package org.trainyard.app.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.trainyard.app.Race;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.job.JobsContext;
import org.trainyard.app.job.lifecycle.JobLifecycle.Answer;
import org.trainyard.app.job.queue.QueuedWork;
import org.trainyard.app.model.ModelReference;
import org.trainyard.app.storage.Database;

/** What clients and runs do to a job in the same moment, with real threads, on each database. */
@ParameterizedClass
@EnumSource(Database.class)
class LifecycleRaceTests {

  private static final int ROUNDS = 1000;
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private final Logger log = (Logger) LoggerFactory.getLogger(JobLifecycle.class);
  private HikariDataSource source;
  private JobsContext context;
  private JobLifecycle lifecycle;
  private JobRepository jobs;

  @BeforeEach
  void open() {
    log.setLevel(Level.WARN);
    source = TestDatabase.create(kind, folder).migrated();
    context = new JobsContext(source, kind, () -> NOW);
    lifecycle = context.bean(JobLifecycle.class);
    jobs = context.bean(JobRepository.class);
  }

  @AfterEach
  void close() {
    log.setLevel(null);
    if (context != null) { // else the database does not run here
      context.close();
      source.close();
    }
  }

  @Test
  void cancelAgainstFinish() {
    int cancelled = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String id = "job_" + round;
      RunId run = running(id);
      AtomicInteger models = new AtomicInteger();
      Race<Answer, Optional<JobState>> race =
          Race.of(
              () -> lifecycle.cancel(id),
              () ->
                  lifecycle.complete(
                      run,
                      StopReason.COMPLETED,
                      () -> new ModelReference("m", models.incrementAndGet())));
      boolean granted = race.first() instanceof Answer.Granted;
      JobState expected = granted ? JobState.CANCELLED : JobState.SUCCEEDED;
      Job job = jobs.find(id).orElseThrow();
      assertThat(job.state()).isEqualTo(expected);
      assertThat(race.second()).contains(expected);
      assertThat(models.get()).isEqualTo(granted ? 0 : 1);
      assertThat(job.modelName() != null).isEqualTo(!granted);
      assertThat(context.version(id)).isEmpty();
      cancelled += granted ? 1 : 0;
    }
    assertThat(cancelled).as("both come first now and then").isBetween(1, ROUNDS - 1);
  }

  @Test
  void pauseAgainstCancel() {
    for (int round = 0; round < ROUNDS; round++) {
      String id = "job_" + round;
      boolean runs = round % 2 == 0;
      Optional<RunId> run = runs ? Optional.of(running(id)) : submitted(id);
      Race<Answer, Answer> race = Race.of(() -> lifecycle.pause(id), () -> lifecycle.cancel(id));
      assertThat(race.second()).isEqualTo(new Answer.Granted());
      run.ifPresent(its -> {
        assertThat(jobs.find(id).orElseThrow().stopRequested()).isEqualTo(StopRequest.CANCEL);
        assertThat(lifecycle.stop(its, "unused")).contains(JobState.CANCELLED);
      });
      assertThat(jobs.find(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
      assertThat(context.version(id)).isEmpty();
    }
  }

  private Optional<RunId> submitted(String id) {
    lifecycle.submit(JobsContext.job(id, 0, NOW));
    return Optional.empty();
  }

  private RunId running(String id) {
    lifecycle.submit(JobsContext.job(id, 0, NOW));
    QueuedWork.Entry entry = context.pick().orElseThrow();
    Job job = lifecycle.claim(id, entry.version(), StartPoint.first()).orElseThrow();
    return new RunId(id, job.fence());
  }
}
