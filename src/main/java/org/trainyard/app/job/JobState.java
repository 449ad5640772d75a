package org.trainyard.app.job;

import java.util.Set;

/** The states of a job, and the only moves between them. */
enum JobState {
  QUEUED,
  RUNNING,
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether nothing follows. */
  boolean isEnd() {
    return next().isEmpty();
  }

  boolean canBecome(JobState state) {
    return next().contains(state);
  }

  private Set<JobState> next() {
    return switch (this) {
      case QUEUED -> Set.of(RUNNING, PAUSED, CANCELLED);
      case RUNNING -> Set.of(SUCCEEDED, FAILED, PAUSED, CANCELLED, QUEUED);
      case PAUSED -> Set.of(QUEUED, CANCELLED);
      case SUCCEEDED, FAILED, CANCELLED -> Set.of();
    };
  }
}
