package org.trainyard.app.job;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.job.lifecycle.StopReason;
import org.trainyard.app.job.lifecycle.StopRequest;
import org.trainyard.app.job.reproduction.Reproduction;
import org.trainyard.app.job.run.EpochMetrics;
import org.trainyard.app.job.run.RunningJobs;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelReference;
import org.trainyard.app.web.JsonDocument;

/**
 * A job as the API shows it.
 *
 * @param queuePosition 1 for the next; only while it waits, as {@code estimatedStartAt}
 * @param specification as it was sent
 * @param resolved with every default filled in
 */
public record JobResponse(
    String id,
    String name,
    JobState state,
    boolean done,
    @Nullable Long queuePosition,
    @Nullable Instant estimatedStartAt,
    int priority,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Progress progress,
    @Schema(implementation = JobSpecification.class) JsonDocument specification,
    ResolvedSpecification resolved,
    List<Transition> transitions,
    @Nullable StopRequest stopRequested,
    @Nullable StopReason stopReason,
    @Nullable EpochMetrics latest,
    @Nullable EpochMetrics best,
    @Nullable ModelReference model,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reproduced reproduction,
    @Nullable Failure failure,
    int attempts,
    Map<String, String> labels) {

  /**
   * The version that the job trains again.
   *
   * @param weightsSha256 of the version
   * @param foundWeightsSha256 of what the job got; null until it has succeeded, as {@code equal}
   * @param equal whether every bit is equal
   */
  public record Reproduced(
      String model,
      int version,
      String weightsSha256,
      @Nullable String foundWeightsSha256,
      @Nullable Boolean equal) {

    static Reproduced of(Reproduction reproduction) {
      return new Reproduced(
          reproduction.model(),
          reproduction.version(),
          reproduction.weightsSha256(),
          reproduction.foundWeightsSha256(),
          reproduction.equal());
    }
  }

  /**
   * Why the job failed, as a problem (RFC 9457).
   *
   * @param members what else is known
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
  public record Failure(
      String type,
      String title,
      String detail,
      String hint,
      @JsonAnySetter @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {}

  /** A move between two states. */
  public record Transition(Instant at, @Nullable JobState from, JobState to, String reason) {}

  /** How far a training is. */
  public record Progress(
      int epoch,
      int epochs,
      int step,
      int steps,
      double fraction,
      double elapsedSeconds,
      @Nullable Double etaSeconds,
      @Nullable Double samplesPerSecond) {

    /**
     * The progress of a job.
     *
     * @param latest the last epoch, if there was one
     * @param run its run, if it runs in this process
     */
    static Progress of(
        Job job, int epochs, @Nullable EpochMetrics latest, RunningJobs.@Nullable Run run) {
      int done = latest == null ? 0 : latest.epoch();
      RunningJobs.Position position = run == null ? RunningJobs.Position.START : run.position();
      double stepShare =
          position.steps() == 0 || position.epoch() <= done
              ? 0
              : (double) position.step() / position.steps();
      double fraction = Math.min(1, (done + stepShare) / epochs);
      boolean running = job.state() == JobState.RUNNING;
      Duration elapsed = running && run != null ? run.elapsed() : job.elapsed();
      double seconds = elapsed.toNanos() / 1e9;
      return new Progress(
          done,
          epochs,
          position.step(),
          position.steps(),
          fraction,
          seconds,
          running && fraction > 0 ? seconds * (1 - fraction) / fraction : null,
          latest == null ? null : latest.samplesPerSecond());
    }
  }
}
