package org.trainyard.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.trainyard.app.job.RunGuard.Standing;

class RunGuardTests {

  private final RunningJobs jobs = new RunningJobs();
  private final RunningJobs.Run run = jobs.begin("job").orElseThrow();
  private Standing standing = Standing.OURS;
  private boolean databaseAnswers = true;
  private long now;
  private int questions;

  private final RunGuard guard = new RunGuard(run, this::ask, Duration.ofSeconds(40), () -> now);

  @Test
  void asksTheDatabaseOnceASecond() {
    for (int millis = 0; millis <= 3000; millis += 10) {
      now = Duration.ofMillis(millis).toNanos();
      assertThat(guard.isStopRequested()).isFalse();
    }
    assertThat(questions).isEqualTo(3);
  }

  @Test
  void stopsAtOnceWhenThisProcessAsks() {
    run.requestStop();
    assertThat(guard.isStopRequested()).isTrue();
    assertThat(questions).isZero();
  }

  @Test
  void stopsWhenAnotherProcessWasAskedToCancel() {
    standing = Standing.STOP_REQUESTED;
    assertThat(guard.isStopRequested()).isFalse();
    after(Duration.ofSeconds(1));
    assertThat(guard.isStopRequested()).isTrue();
  }

  @Test
  void stopsAtItsFirstStepAfterItsProcessWasFrozenAndItsJobTaken() {
    standing = Standing.LOST;
    after(Duration.ofHours(1));
    assertThat(guard.isStopRequested()).isTrue();
  }

  @Test
  void outlivesAShortOutageOfTheDatabaseAndStopsBeforeItsLeaseEnds() {
    databaseAnswers = false;
    after(Duration.ofSeconds(30));
    assertThat(guard.isStopRequested()).isFalse();
    databaseAnswers = true;
    after(Duration.ofSeconds(1));
    assertThat(guard.isStopRequested()).isFalse();
    databaseAnswers = false;
    after(Duration.ofSeconds(39));
    assertThat(guard.isStopRequested()).isFalse();
    after(Duration.ofSeconds(2));
    assertThat(guard.isStopRequested()).isTrue();
  }

  private void after(Duration time) {
    now += time.toNanos();
  }

  private Standing ask() {
    questions++;
    if (!databaseAnswers) {
      throw new DataAccessResourceFailureException("gone");
    }
    return standing;
  }
}
