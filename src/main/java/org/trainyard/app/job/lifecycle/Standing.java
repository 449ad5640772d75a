package org.trainyard.app.job.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Where a job stands.
 *
 * @param stop what a running job was asked for; null in every other state
 */
record Standing(JobState state, @Nullable StopRequest stop) {

  static Standing at(JobState state) {
    return new Standing(state, null);
  }

  static Standing runningUntil(StopRequest stop) {
    return new Standing(JobState.RUNNING, stop);
  }
}
