package org.trainyard.app.job.lifecycle;

/** The states of a job; {@link JobRules} holds the moves between them. */
public enum JobState {
  QUEUED,
  RUNNING,
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether nothing follows. */
  public boolean isEnd() {
    return switch (this) {
      case QUEUED, RUNNING, PAUSED -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
