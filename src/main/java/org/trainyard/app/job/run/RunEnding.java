package org.trainyard.app.job.run;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.evaluation.EvaluationStore;
import org.trainyard.app.evaluation.HeldOutEvaluation;
import org.trainyard.app.job.lifecycle.JobFailure;
import org.trainyard.app.job.lifecycle.JobLifecycle;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.job.lifecycle.RunId;
import org.trainyard.app.job.lifecycle.StopReason;
import org.trainyard.app.job.reproduction.ReproductionStore;
import org.trainyard.app.job.training.TrainingOutcome;
import org.trainyard.app.model.ModelReference;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.StoredModel;
import org.trainyard.app.storage.StorageFailure;
import org.trainyard.app.web.Ids;
import org.trainyard.engine.training.TrainingResult;

/** Writes how a run ended, together with the last of its learning curve. */
@Component
class RunEnding {

  private static final Logger LOG = LoggerFactory.getLogger(RunEnding.class);

  private final JobLifecycle lifecycle;
  private final ModelRegistry models;
  private final EvaluationStore evaluations;
  private final ReproductionStore reproductions;
  private final RunningJobs running;
  private final PatientWriter writer;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final InstantSource clock;

  RunEnding(
      JobLifecycle lifecycle,
      ModelRegistry models,
      EvaluationStore evaluations,
      ReproductionStore reproductions,
      RunningJobs running,
      PatientWriter writer,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    this.lifecycle = lifecycle;
    this.models = models;
    this.evaluations = evaluations;
    this.reproductions = reproductions;
    this.running = running;
    this.writer = writer;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** The file first, durably; then the version, its evaluation and the end of the job, together. */
  void publish(RunId run, EpochLog log, String name, TrainingOutcome.Trained trained)
      throws IOException {
    if (reproductions.find(run.job()).isPresent()) {
      compare(run, log, trained);
      return;
    }
    StoredModel file = writer.store(() -> models.store(trained.model()));
    try {
      Optional<JobState> state =
          inTransaction(
              log,
              () ->
                  lifecycle.complete(
                      run,
                      reason(trained.reason()),
                      () -> register(name, file, run.job(), trained.evaluation())));
      sayIfLost(run, state);
    } finally {
      models.release(file);
    }
  }

  /** A reproduction makes no version: the weights are looked at, and go. */
  private void compare(RunId run, EpochLog log, TrainingOutcome.Trained trained) {
    String weights = ModelRegistry.weightsSha256(trained.model());
    Optional<JobState> state =
        inTransaction(
            log,
            () ->
                lifecycle.completeWithoutModel(
                    run, reason(trained.reason()), () -> reproductions.found(run.job(), weights)));
    sayIfLost(run, state);
  }

  private ModelReference register(
      String name, StoredModel file, String job, Optional<HeldOutEvaluation> evaluation) {
    ModelVersion version = models.register(name, file, job, clock.instant());
    evaluation.ifPresent(held -> evaluations.add(version, held));
    return ModelReference.of(version);
  }

  private static StopReason reason(TrainingResult.StopReason reason) {
    return switch (reason) {
      case COMPLETED -> StopReason.COMPLETED;
      case EARLY_STOPPED -> StopReason.EARLY_STOPPED;
      case TIME_LIMIT -> StopReason.TIME_LIMIT;
      case STOP_REQUESTED -> throw new IllegalArgumentException("a stopped run has no model");
    };
  }

  /** Cancelled or paused by a client, or put back because the process ends. */
  void stop(RunId run, EpochLog log) {
    String why = running.isStopping() ? "the service ends" : "its run was interrupted";
    sayIfLost(run, inTransaction(log, () -> lifecycle.stop(run, why)));
  }

  /** A run that failed, unless by no fault of its own: then the job waits for another run. */
  void fail(RunId run, EpochLog log, Throwable cause) {
    boolean interrupted = running.isStopping() && !(cause instanceof VirtualMachineError);
    if (interrupted || isDatabaseAway(cause)) {
      String why = interrupted ? "the service ends" : "the database was away";
      LOG.warn("job {} waits for another run", run.job(), cause);
      sayIfLost(run, inTransaction(log, () -> lifecycle.stop(run, why)));
      return;
    }
    String errorId = ids.next("err_");
    JobFailure failure = Failures.of(cause, errorId);
    if (Failures.isForTheLog(failure)) {
      LOG.error("job {} failed, errorId {}", run.job(), errorId, cause);
    }
    Failures.finding(cause).ifPresent(log::add);
    sayIfLost(run, inTransaction(log, () -> lifecycle.fail(run, failure)));
  }

  private static boolean isDatabaseAway(Throwable cause) {
    return StorageFailure.of(cause)
        .filter(failure -> failure == StorageFailure.UNAVAILABLE)
        .isPresent();
  }

  private Optional<JobState> inTransaction(EpochLog log, Supplier<Optional<JobState>> end) {
    return writer.write(() ->
        Objects.requireNonNull(
            transactions.execute(_ -> {
              log.write();
              return end.get();
            })));
  }

  private static void sayIfLost(RunId run, Optional<JobState> state) {
    if (state.isEmpty()) {
      LOG.warn("job {}: this run lost it, and wrote nothing", run.job());
    }
  }
}
