package org.trainyard.app.job.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.diagnosis.Finding;
import org.trainyard.app.job.lifecycle.FailureType;
import org.trainyard.app.job.lifecycle.JobFailure;
import org.trainyard.app.job.training.InitialModelException;
import org.trainyard.app.job.training.TimeLimitException;
import org.trainyard.app.storage.StorageFailure;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import org.trainyard.engine.training.TrainingDivergedException;

/** Says in a job what ended its run. */
final class Failures {

  private static final String AGAINST_DIVERGENCE =
      "Lower optimizer.learningRate, clip the gradients (training.gradientClipping), or standardize the inputs (preprocessing.numeric).";

  private Failures() {}

  /**
   * The failure that an exception stands for.
   *
   * @param errorId names the exception in the log
   */
  static JobFailure of(Throwable failure, String errorId) {
    return switch (failure) {
      case TrainingDivergedException e -> diverged(e);
      case TimeLimitException e ->
          JobFailure.of(
              FailureType.WALL_TIME_EXCEEDED,
              String.valueOf(e.getMessage()),
              "Raise training.maximumSeconds, or take a smaller network.");
      case WallTimeException e -> tooLong(e);
      case ProblemException e -> unreadable(e);
      case InitialModelException e ->
          JobFailure.of(
              FailureType.ARTIFACT_CORRUPT,
              String.valueOf(e.getMessage()),
              "Start from another version of the model (initialWeights), or train it anew first.");
      case OutOfMemoryError _ -> outOfMemory();
      case InternalError _ -> // a mapped file that the disk cannot read, or that was cut
          JobFailure.of(
              FailureType.ARTIFACT_CORRUPT,
              "The stored rows of the data set could not be read.",
              "Upload the data set again.");
      default -> StorageFailure.of(failure).isPresent() ? full() : internal(errorId);
    };
  }

  /** What the diagnosis shows of it: the rules see no epoch that did not end. */
  static Optional<Finding> finding(Throwable failure) {
    if (!(failure instanceof TrainingDivergedException e)) {
      return Optional.empty();
    }
    @Nullable Integer layer = e.layer().isPresent() ? e.layer().getAsInt() : null;
    return Optional.of(
        Finding.diverged(
            e.epoch(),
            layer,
            "The training diverged: " + e.getMessage() + ".",
            AGAINST_DIVERGENCE));
  }

  /** Whether the log must say more than the job does. */
  static boolean isForTheLog(JobFailure failure) {
    return failure.type() != FailureType.TRAINING_DIVERGED
        && failure.type() != FailureType.WALL_TIME_EXCEEDED;
  }

  private static JobFailure diverged(TrainingDivergedException e) {
    JobFailure failure =
        JobFailure.of(
                FailureType.TRAINING_DIVERGED, String.valueOf(e.getMessage()), AGAINST_DIVERGENCE)
            .with("epoch", e.epoch())
            .with("step", e.step());
    OptionalInt layer = e.layer();
    JobFailure placed = layer.isPresent() ? failure.with("layer", layer.getAsInt()) : failure;
    return Double.isFinite(e.lastFiniteLoss())
        ? placed.with("lastFiniteLoss", e.lastFiniteLoss())
        : placed;
  }

  private static JobFailure tooLong(WallTimeException e) {
    return JobFailure.of(
            FailureType.WALL_TIME_EXCEEDED,
            "The training took longer than the %s that this service gives any."
                .formatted(words(e.most())),
            "Set training.maximumSeconds below that, which ends with a model; take fewer epochs or a smaller network; or raise trainyard.jobs.max-duration.")
        .with("limitSeconds", e.most().toMillis() / 1e3);
  }

  private static String words(Duration time) {
    return time.toHours() > 0 && time.toMinutesPart() == 0
        ? time.toHours() + " hours"
        : time.toMillis() / 1e3 + " seconds";
  }

  private static JobFailure outOfMemory() {
    long heap = Runtime.getRuntime().maxMemory();
    return JobFailure.of(
            FailureType.OUT_OF_MEMORY_BUDGET,
            "The heap of %,d MiB was too small for the network, its minibatches and what else ran."
                .formatted(heap >> 20),
            "Take a smaller training.batchSize or a smaller network, or give the service more memory (-Xmx).")
        .with("heapBytes", heap);
  }

  private static JobFailure unreadable(ProblemException e) {
    FailureType type =
        e.problems().getFirst().type() == ProblemType.ARTIFACT_CORRUPT
            ? FailureType.ARTIFACT_CORRUPT
            : FailureType.DATASET_UNAVAILABLE;
    return JobFailure.of(
        type,
        e.problems().getFirst().detail(),
        "Upload the data set again and submit the job anew.");
  }

  private static JobFailure full() {
    return JobFailure.of(
        FailureType.STORAGE_FULL,
        "There was no space left for the checkpoints or the model, several times in a row.",
        "Delete data sets or models, or give the service a larger disk; then submit the job again.");
  }

  private static JobFailure internal(String errorId) {
    return JobFailure.of(
            FailureType.INTERNAL,
            "The service made a mistake and wrote it to its log.",
            "Report the errorId " + errorId + "; the log of the service has the details under it.")
        .with("errorId", errorId);
  }
}
