package org.trainyard.app.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobRulesTests {

  /** The contract, written down once more. */
  private static final Map<JobState, Set<JobState>> MOVES = new EnumMap<>(JobState.class);

  static {
    MOVES.put(JobState.QUEUED, EnumSet.of(JobState.RUNNING, JobState.PAUSED, JobState.CANCELLED));
    MOVES.put(
        JobState.RUNNING,
        EnumSet.of(
            JobState.SUCCEEDED,
            JobState.FAILED,
            JobState.PAUSED,
            JobState.CANCELLED,
            JobState.QUEUED));
    MOVES.put(JobState.PAUSED, EnumSet.of(JobState.QUEUED, JobState.CANCELLED));
    MOVES.put(JobState.SUCCEEDED, EnumSet.noneOf(JobState.class));
    MOVES.put(JobState.FAILED, EnumSet.noneOf(JobState.class));
    MOVES.put(JobState.CANCELLED, EnumSet.noneOf(JobState.class));
  }

  @Test
  void makeAllTheMovesOfTheContractAndNoOther() {
    for (JobState from : JobState.values()) {
      Set<JobState> reached = EnumSet.noneOf(JobState.class);
      for (Happening happening : Happening.values()) {
        for (@Nullable StopRequest stop :
            new @Nullable StopRequest[] {null, StopRequest.PAUSE, StopRequest.CANCEL}) {
          JobRules.after(new Standing(from, from == JobState.RUNNING ? stop : null), happening)
              .map(Standing::state)
              .filter(to -> to != from)
              .ifPresent(reached::add);
        }
      }
      assertThat(reached).as("from %s", from).isEqualTo(MOVES.get(from));
    }
  }

  @Test
  void noRunWithoutRunningIsEverNoticed() {
    for (JobState state : EnumSet.complementOf(EnumSet.of(JobState.RUNNING))) {
      for (Happening happening :
          EnumSet.of(
              Happening.COMPLETED,
              Happening.FAILED,
              Happening.STOPPED,
              Happening.ABANDONED,
              Happening.DIED,
              Happening.DIED_TOO_OFTEN)) {
        assertThat(JobRules.after(Standing.at(state), happening)).isEmpty();
      }
    }
  }

  @Test
  void aCancelThatWasAcknowledgedWins() {
    Standing cancelling = Standing.runningUntil(StopRequest.CANCEL);
    for (Happening end :
        EnumSet.of(
            Happening.COMPLETED,
            Happening.FAILED,
            Happening.STOPPED,
            Happening.ABANDONED,
            Happening.DIED,
            Happening.DIED_TOO_OFTEN)) {
      assertThat(JobRules.after(cancelling, end)).contains(Standing.at(JobState.CANCELLED));
    }
    assertThat(JobRules.after(cancelling, Happening.PAUSE)).isEmpty();
    assertThat(JobRules.after(cancelling, Happening.RESUME)).isEmpty();
    assertThat(JobRules.after(cancelling, Happening.CANCEL)).contains(cancelling);
  }

  @Test
  void aPauseThatHasNotHappenedCanBeTakenBackOrOvertaken() {
    Standing pausing = Standing.runningUntil(StopRequest.PAUSE);
    assertThat(JobRules.after(pausing, Happening.RESUME)).contains(Standing.at(JobState.RUNNING));
    assertThat(JobRules.after(pausing, Happening.CANCEL))
        .contains(Standing.runningUntil(StopRequest.CANCEL));
    assertThat(JobRules.after(pausing, Happening.COMPLETED))
        .contains(Standing.at(JobState.SUCCEEDED));
    assertThat(JobRules.after(pausing, Happening.DIED)).contains(Standing.at(JobState.PAUSED));
  }

  @Test
  void whatIsAskedForTwiceIsGrantedTwice() {
    assertThat(JobRules.after(Standing.at(JobState.PAUSED), Happening.PAUSE))
        .isEqualTo(Optional.of(Standing.at(JobState.PAUSED)));
    assertThat(JobRules.after(Standing.at(JobState.QUEUED), Happening.RESUME))
        .isEqualTo(Optional.of(Standing.at(JobState.QUEUED)));
    assertThat(JobRules.after(Standing.at(JobState.RUNNING), Happening.RESUME))
        .isEqualTo(Optional.of(Standing.at(JobState.RUNNING)));
    assertThat(JobRules.after(Standing.at(JobState.CANCELLED), Happening.CANCEL))
        .isEqualTo(Optional.of(Standing.at(JobState.CANCELLED)));
  }
}
