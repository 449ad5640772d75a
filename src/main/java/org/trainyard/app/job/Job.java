package org.trainyard.app.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of jobs.
 *
 * @param specification JSON, as it was sent
 * @param resolved JSON of the {@link org.trainyard.app.job.specification.ResolvedSpecification}
 * @param fence grows with every run of the job; a run whose fence is old may write nothing
 * @param attempts how many runs were begun
 * @param stopRequested {@code cancel} while a running job was asked to stop and has not yet
 * @param failure JSON of the problem that ended the job
 */
record Job(
    String id,
    String name,
    JobState state,
    int priority,
    String specification,
    String resolved,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    long fence,
    int attempts,
    @Nullable String stopRequested,
    @Nullable String stopReason,
    @Nullable String failure,
    @Nullable String modelName,
    int modelVersion) {}
