package org.trainyard.app.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as the API shows it. */
record JobResponse(
    String id,
    String name,
    JobState state,
    boolean done,
    @Nullable Long queuePosition,
    int priority,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Progress progress,
    @JsonRawValue String specification,
    @JsonRawValue String resolved,
    List<JobRepository.Transition> transitions,
    @Nullable String stopRequested,
    @Nullable String stopReason,
    @Nullable EpochMetrics latest,
    @Nullable EpochMetrics best,
    @Nullable ModelReference model,
    @JsonRawValue @Nullable String failure,
    int attempts,
    Map<String, String> labels) {

  /** How far a training is. */
  record Progress(
      int epoch,
      int epochs,
      int step,
      int steps,
      double fraction,
      double elapsedSeconds,
      @Nullable Double etaSeconds,
      @Nullable Double samplesPerSecond) {

    static Progress of(
        Job job, int epochs, List<EpochMetrics> curve, RunningJobs.Position position, Instant now) {
      double stepShare =
          position.steps() == 0 || position.epoch() <= curve.size()
              ? 0
              : (double) position.step() / position.steps();
      double fraction = Math.min(1, (curve.size() + stepShare) / epochs);
      Instant started = job.startedAt() == null ? now : job.startedAt();
      Instant until = job.endedAt() == null ? now : job.endedAt();
      double elapsed = Math.max(0, Duration.between(started, until).toNanos() / 1e9);
      boolean running = job.state() == JobState.RUNNING && fraction > 0;
      return new Progress(
          curve.size(),
          epochs,
          position.step(),
          position.steps(),
          fraction,
          elapsed,
          running ? elapsed * (1 - fraction) / fraction : null,
          curve.isEmpty() ? null : curve.getLast().samplesPerSecond());
    }
  }

  /** The version that the job made. */
  record ModelReference(String name, int version) {}

  static JobResponse of(
      Job job,
      Progress progress,
      List<EpochMetrics> curve,
      List<JobRepository.Transition> moves,
      @Nullable Long queuePosition,
      Map<String, String> labels) {
    return new JobResponse(
        job.id(),
        job.name(),
        job.state(),
        job.state().isEnd(),
        queuePosition,
        job.priority(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt(),
        progress,
        job.specification(),
        job.resolved(),
        moves,
        job.stopRequested(),
        job.stopReason(),
        curve.isEmpty() ? null : curve.getLast(),
        curve.stream().min(Comparator.comparingDouble(EpochMetrics::decidingLoss)).orElse(null),
        job.modelName() == null ? null : new ModelReference(job.modelName(), job.modelVersion()),
        job.failure(),
        job.attempts(),
        labels);
  }
}
