package org.trainyard.app.job.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is stored.
 *
 * @param specification JSON, as it was sent
 * @param resolved JSON of the {@link org.trainyard.app.job.specification.ResolvedSpecification}
 * @param stopRequested what a running job was asked for and has not done yet
 * @param fence grows with every run of the job; a run whose fence is old may write nothing
 * @param attempts how many runs were begun
 * @param crashes how many processes died with it since it last got further
 * @param lastEvent the number of its newest event
 * @param elapsed time spent in training, without what was lost
 * @param latest JSON of the last epoch
 * @param best JSON of the best epoch so far
 * @param failure JSON of the problem that ended it
 */
public record Job(
    String id,
    String name,
    int priority,
    String specification,
    String resolved,
    Instant createdAt,
    JobState state,
    @Nullable StopRequest stopRequested,
    long fence,
    int attempts,
    int crashes,
    int lastEvent,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Duration elapsed,
    @Nullable String latest,
    @Nullable String best,
    @Nullable StopReason stopReason,
    @Nullable String failure,
    @Nullable String modelName,
    int modelVersion) {

  Standing standing() {
    return new Standing(state, stopRequested);
  }
}
