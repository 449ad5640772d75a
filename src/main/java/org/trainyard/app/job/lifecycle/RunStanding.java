package org.trainyard.app.job.lifecycle;

/** How a run stands. */
public enum RunStanding {
  /** The job is this run's. */
  OURS,
  /** It is, and shall stop. */
  STOP_REQUESTED,
  /** Another run has it, or none. */
  LOST
}
