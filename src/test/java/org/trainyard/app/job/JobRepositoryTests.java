package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;

@ParameterizedClass
@EnumSource(Database.class)
class JobRepositoryTests {

  private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_123L);

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private HikariDataSource source;
  private JobRepository repository;

  @BeforeEach
  void open() {
    source = TestDatabase.create(kind, folder).migrated();
    repository = new JobRepository(JdbcClient.create(source));
  }

  @AfterEach
  void close() {
    if (source != null) { // the database does not run here
      source.close();
    }
  }

  @Test
  void givesBackWhatWasStored() {
    Job job = job("job_1", 3);
    repository.insert(job, List.of("ds_1", "ds_2"));
    assertThat(repository.find("job_1")).contains(job);
    assertThat(repository.transitions("job_1"))
        .containsExactly(new JobRepository.Transition(NOW, null, "QUEUED", "submitted"));
    assertThat(repository.unfinishedUsing("ds_2")).containsExactly("job_1");
    assertThat(repository.count(JobState.QUEUED)).isEqualTo(1);
  }

  @Test
  void isClaimedOnce() {
    repository.insert(job("job_1", 0), List.of());
    assertThat(repository.claim("job_1", NOW)).isEqualTo(OptionalLong.of(1));
    assertThat(repository.claim("job_1", NOW)).isEmpty();
    Job claimed = repository.find("job_1").orElseThrow();
    assertThat(claimed.state()).isEqualTo(JobState.RUNNING);
    assertThat(claimed.attempts()).isEqualTo(1);
    assertThat(claimed.startedAt()).isEqualTo(NOW);
  }

  @Test
  void onlyTheRunThatHasAJobEndsIt() {
    repository.insert(job("job_1", 0), List.of("ds_1"));
    repository.claim("job_1", NOW);
    assertThat(repository.end("job_1", 2, succeeded(), NOW)).isFalse();
    assertThat(repository.end("job_1", 1, succeeded(), NOW)).isTrue();
    assertThat(repository.end("job_1", 1, succeeded(), NOW)).isFalse();
    Job ended = repository.find("job_1").orElseThrow();
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.modelName()).isEqualTo("m");
    assertThat(ended.modelVersion()).isEqualTo(4);
    assertThat(repository.unfinishedUsing("ds_1")).isEmpty();
    assertThat(repository.transitions("job_1"))
        .extracting(JobRepository.Transition::to)
        .containsExactly("QUEUED", "RUNNING", "SUCCEEDED");
  }

  @Test
  void aJobThatLostItsRunWaitsAgainWithAnotherFence() {
    repository.insert(job("job_1", 0), List.of());
    repository.claim("job_1", NOW);
    assertThat(repository.requeue("job_1", 2, "another's", NOW)).isFalse();
    assertThat(repository.requeue("job_1", 1, "lost", NOW)).isTrue();
    assertThat(repository.standing("job_1", 1)).isEqualTo(RunGuard.Standing.LOST);
    assertThat(repository.claim("job_1", NOW)).isEqualTo(OptionalLong.of(2));
    assertThat(repository.standing("job_1", 1)).isEqualTo(RunGuard.Standing.LOST);
    assertThat(repository.standing("job_1", 2)).isEqualTo(RunGuard.Standing.OURS);
  }

  @Test
  void cancelIsAskedOfARunningJobAndDoneToAWaitingOne() {
    repository.insert(job("job_1", 0), List.of());
    assertThat(repository.requestCancel("job_1")).isFalse();
    repository.claim("job_1", NOW);
    assertThat(repository.cancelWaiting("job_1", NOW)).isFalse();
    assertThat(repository.requestCancel("job_1")).isTrue();
    assertThat(repository.standing("job_1", 1)).isEqualTo(RunGuard.Standing.STOP_REQUESTED);
    assertThat(repository.requeue("job_1", 1, "stopped", NOW)).isTrue();
    assertThat(repository.find("job_1").orElseThrow().state()).isEqualTo(JobState.CANCELLED);

    repository.insert(job("job_2", 0), List.of());
    assertThat(repository.cancelWaiting("job_2", NOW)).isTrue();
    assertThat(repository.find("job_2").orElseThrow().stopReason()).isEqualTo("CANCELLED");
  }

  @Test
  void countsTheJobsThatStandBeforeOne() {
    repository.insert(job("job_1", 0), List.of());
    repository.insert(job("job_2", 0), List.of());
    repository.insert(job("job_3", 7), List.of());
    assertThat(repository.queuePosition(job("job_3", 7))).isEqualTo(1);
    assertThat(repository.queuePosition(job("job_1", 0))).isEqualTo(2);
    assertThat(repository.queuePosition(job("job_2", 0))).isEqualTo(3);
  }

  @Test
  void listsTheNewestFirst() {
    repository.insert(job("job_1", 0), List.of());
    repository.insert(job("job_2", 0), List.of());
    repository.claim("job_2", NOW);
    assertThat(repository.before("", "", 5)).extracting(Job::id).containsExactly("job_2", "job_1");
    assertThat(repository.before("job_2", "", 5)).extracting(Job::id).containsExactly("job_1");
    assertThat(repository.before("", "RUNNING", 5)).extracting(Job::id).containsExactly("job_2");
  }

  @Test
  void takesNoEpochFromARunThatLostItsJob() {
    repository.insert(job("job_1", 0), List.of("ds_1"));
    long fence = repository.claim("job_1", NOW).orElseThrow();
    repository.addEpoch("job_1", fence - 1, 1, "{}");
    assertThat(repository.epochs("job_1")).isEmpty();
  }

  @Test
  void deletesAJobWithAllThatBelongsToIt() {
    repository.insert(job("job_1", 0), List.of("ds_1"));
    long fence = repository.claim("job_1", NOW).orElseThrow();
    repository.addEpoch("job_1", fence, 1, "{}");
    assertThat(repository.epochs("job_1")).containsExactly("{}");
    repository.delete("job_1");
    assertThat(repository.find("job_1")).isEmpty();
    assertThat(repository.epochs("job_1")).isEmpty();
    assertThat(repository.transitions("job_1")).isEmpty();
  }

  private static JobRepository.Ending succeeded() {
    return new JobRepository.Ending(
        JobState.SUCCEEDED, "trained all epochs", "COMPLETED", null, "m", 4);
  }

  private static Job job(String id, int priority) {
    return new Job(
        id,
        "ä 'name'",
        JobState.QUEUED,
        priority,
        "{}",
        "{}",
        NOW,
        null,
        null,
        0,
        0,
        null,
        null,
        null,
        null,
        0);
  }
}
