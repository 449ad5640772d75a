package org.trainyard.app.job;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.training.TimeLimitException;
import org.trainyard.app.job.training.TrainingJob;
import org.trainyard.app.job.training.TrainingOutcome;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.StoredModel;
import org.trainyard.app.web.ProblemException;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.TrainingDivergedException;
import org.trainyard.engine.training.TrainingListener;
import org.trainyard.engine.training.TrainingResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a job that the queue hands over, on the queue's thread, and ends it in one way or another.
 */
@Component
class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final JobRepository repository;
  private final RunningJobs running;
  private final DatasetCatalog catalog;
  private final ModelRegistry models;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final InstantSource clock;
  private final Duration lease;
  private final Counter epochs;
  private final Counter samples;

  JobRunner(
      JobRepository repository,
      RunningJobs running,
      DatasetCatalog catalog,
      ModelRegistry models,
      TransactionTemplate transactions,
      JsonMapper json,
      InstantSource clock,
      DbSchedulerProperties queue,
      MeterRegistry meters) {
    this.repository = repository;
    this.running = running;
    this.catalog = catalog;
    this.models = models;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
    this.lease = queue.getHeartbeatInterval().multipliedBy(queue.getMissedHeartbeatsLimit() - 2L);
    this.epochs = meters.counter("trainyard.training.epochs");
    this.samples = meters.counter("trainyard.training.samples");
  }

  /** What became of an entry of the queue. */
  enum Outcome {
    /** The job has ended; the entry has done its work. */
    ENDED,
    /** The job waits again, and so does the entry. */
    HANDED_BACK,
    /** Another run has the job, and the entry. */
    NOT_OURS
  }

  /** Trains the job, unless it ended or was taken meanwhile. */
  Outcome run(String id) {
    Optional<RunningJobs.Run> run = running.begin(id);
    if (run.isEmpty()) {
      return Outcome.NOT_OURS; // picked again while it runs here
    }
    try {
      return run(id, run.get());
    } finally {
      running.end(id);
    }
  }

  /**
   * Puts a job whose run shows no sign of life back, unless it runs here.
   *
   * @param entry frees the entry of the queue, in the same transaction
   */
  void recover(String id, Runnable entry) {
    if (running.find(id).isPresent()) {
      return;
    }
    transactions.executeWithoutResult(_ -> {
      takeFromLostRun(id);
      entry.run();
    });
    LOG.info("job {}: its run gave no sign of life; it starts again", id);
  }

  private Outcome run(String id, RunningJobs.Run run) {
    if (run.isStopRequested()) {
      return Outcome.HANDED_BACK; // the process ends
    }
    @Nullable OptionalLong fence =
        transactions.execute(_ -> {
          takeFromLostRun(id);
          return repository.claim(id, clock.instant());
        });
    if (fence == null || fence.isEmpty()) {
      return Outcome.ENDED; // cancelled while it was picked
    }
    LOG.info("job {} runs", id);
    return train(id, fence.getAsLong(), run);
  }

  /** A run that could not write its end leaves the job RUNNING; who holds the entry decides. */
  private void takeFromLostRun(String id) {
    repository
        .find(id)
        .filter(job -> job.state() == JobState.RUNNING)
        .ifPresent(job ->
            repository.requeue(id, job.fence(), "its run gave no sign of life", clock.instant()));
  }

  private Outcome train(String id, long fence, RunningJobs.Run run) {
    ResolvedSpecification specification =
        json.readValue(repository.find(id).orElseThrow().resolved(), ResolvedSpecification.class);
    try (TrainingJob training = TrainingJob.of(specification, catalog, models)) {
      Optional<TrainingOutcome> outcome =
          training.train(
              id,
              System::nanoTime,
              clock.instant(),
              listener(id, fence, specification, run),
              new RunGuard(run, () -> repository.standing(id, fence), lease, System::nanoTime));
      return outcome.isPresent()
          ? publish(id, fence, specification, outcome.get())
          : stopped(id, fence);
    } catch (TrainingDivergedException e) {
      return fail(id, fence, "training-diverged", e.getMessage(), "Lower optimizer.learningRate.");
    } catch (TimeLimitException e) {
      return fail(
          id, fence, "wall-time-exceeded", e.getMessage(), "Raise training.maximumSeconds.");
    } catch (ProblemException e) {
      return fail(id, fence, "dataset-unavailable", e.getMessage(), "Upload the data set again.");
    } catch (DataAccessException | TransactionException e) {
      throw e; // no fault of the job: the queue tries again
    } catch (IOException | RuntimeException e) {
      if (run.isStopRequested()) {
        return stopped(id, fence); // interrupted while the process ends
      }
      String errorId = UUID.randomUUID().toString();
      LOG.error("job {} failed, errorId {}", id, errorId, e);
      return fail(
          id,
          fence,
          "internal",
          "The service made a mistake and wrote it to its log.",
          "Report the errorId " + errorId + ".");
    }
  }

  private TrainingListener listener(
      String id, long fence, ResolvedSpecification specification, RunningJobs.Run run) {
    return new TrainingListener() {
      @Override
      public void stepEnded(int epoch, int step, int steps) {
        run.moveTo(new RunningJobs.Position(epoch, step, steps));
      }

      @Override
      public void epochEnded(EpochResult result) {
        epochs.increment();
        samples.increment((double) result.samples());
        repository.addEpoch(
            id,
            fence,
            result.epoch(),
            json.writeValueAsString(EpochMetrics.of(result, specification.task())));
      }
    };
  }

  /** The file first, durably; then the version and the end of the job, together. */
  private Outcome publish(
      String id, long fence, ResolvedSpecification specification, TrainingOutcome outcome)
      throws IOException {
    StoredModel file = models.store(outcome.model());
    boolean ended =
        Objects.requireNonNull(
            transactions.execute(status -> {
              boolean ours =
                  succeed(id, fence, specification.model().name(), file, outcome.reason());
              if (!ours) {
                status.setRollbackOnly();
              }
              return ours;
            }));
    return outcome(id, ended, "succeeded");
  }

  private boolean succeed(
      String id, long fence, String name, StoredModel file, TrainingResult.StopReason reason) {
    ModelVersion version = models.register(name, file, id, clock.instant());
    return repository.end(
        id,
        fence,
        new JobRepository.Ending(
            JobState.SUCCEEDED,
            words(reason),
            reason.name(),
            null,
            version.name(),
            version.version()),
        clock.instant());
  }

  private static String words(TrainingResult.StopReason reason) {
    return switch (reason) {
      case COMPLETED -> "trained all epochs";
      case EARLY_STOPPED -> "stopped early: no better for too long";
      case TIME_LIMIT -> "stopped at its time limit";
      case STOP_REQUESTED -> throw new IllegalArgumentException("a stopped run has no model");
    };
  }

  /** Cancelled by a client, or put back because the process ends or lost its database. */
  private Outcome stopped(String id, long fence) {
    boolean ours =
        Objects.requireNonNull(
            transactions.execute(
                _ -> repository.requeue(id, fence, "the service stopped", clock.instant())));
    JobState state = repository.find(id).map(Job::state).orElse(JobState.CANCELLED);
    Outcome outcome = outcome(id, ours, "stopped, now " + state);
    return outcome == Outcome.ENDED && state == JobState.QUEUED ? Outcome.HANDED_BACK : outcome;
  }

  private Outcome fail(String id, long fence, String type, @Nullable String detail, String hint) {
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("type", "/problems/" + type);
    failure.put("title", "The training failed");
    failure.put("detail", detail);
    failure.put("hint", hint);
    JobRepository.Ending ending =
        new JobRepository.Ending(
            JobState.FAILED, type, null, json.writeValueAsString(failure), null, null);
    boolean ended =
        Objects.requireNonNull(
            transactions.execute(_ -> repository.end(id, fence, ending, clock.instant())));
    return outcome(id, ended, "failed: " + type);
  }

  private static Outcome outcome(String id, boolean ours, String what) {
    if (ours) {
      LOG.info("job {} {}", id, what);
      return Outcome.ENDED;
    }
    LOG.warn("job {}: this run lost it, and wrote nothing", id);
    return Outcome.NOT_OURS;
  }
}
