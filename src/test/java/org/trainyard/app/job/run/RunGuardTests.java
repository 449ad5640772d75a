package org.trainyard.app.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.trainyard.app.job.lifecycle.RunStanding;

class RunGuardTests {

  private final RunningJobs.Run run = new RunningJobs.Run();
  private RunStanding standing = RunStanding.OURS;
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
    assertThat(questions).isEqualTo(4);
  }

  @Test
  void stopsAtOnceWhenThisProcessAsks() {
    run.requestStop();
    assertThat(guard.isStopRequested()).isTrue();
    assertThat(questions).isZero();
  }

  @Test
  void stopsWhenAnotherProcessWasAskedToCancel() {
    assertThat(guard.isStopRequested()).isFalse();
    standing = RunStanding.STOP_REQUESTED;
    assertThat(guard.isStopRequested()).isFalse();
    after(Duration.ofSeconds(1));
    assertThat(guard.isStopRequested()).isTrue();
  }

  @Test
  void stopsAtItsFirstStepIfItsJobWasCancelledBeforeItBegan() {
    standing = RunStanding.STOP_REQUESTED;
    assertThat(guard.isStopRequested()).isTrue();
  }

  @Test
  void stopsAtItsFirstStepAfterItsProcessWasFrozenAndItsJobTaken() {
    standing = RunStanding.LOST;
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

  private RunStanding ask() {
    questions++;
    if (!databaseAnswers) {
      throw new DataAccessResourceFailureException("gone");
    }
    return standing;
  }
}
