package org.trainyard.app.job.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A move of a job between two states.
 *
 * @param before the job as it was; null if it was submitted just now
 * @param reason in words; the slug of the failure if it failed
 * @param stopReason why it ended; null if it did not, or failed
 */
public record JobMove(
    String job, @Nullable Job before, JobState to, String reason, @Nullable StopReason stopReason) {

  @Nullable JobState from() {
    return before == null ? null : before.state();
  }

  /** How many runs were begun by then. */
  int attempt() {
    int earlier = before == null ? 0 : before.attempts();
    return to == JobState.RUNNING ? earlier + 1 : earlier;
  }
}
