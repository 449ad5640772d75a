package org.trainyard.app.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.training.TrainingJob;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.model.StoredModel;
import org.trainyard.app.model.TrainedModel;
import org.trainyard.app.web.ProblemException;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.TrainingDivergedException;
import org.trainyard.engine.training.TrainingListener;
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
      MeterRegistry meters) {
    this.repository = repository;
    this.running = running;
    this.catalog = catalog;
    this.models = models;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
    this.epochs = meters.counter("trainyard.training.epochs");
    this.samples = meters.counter("trainyard.training.samples");
  }

  /** Trains the job, unless it ended or was taken meanwhile. */
  void run(String id) {
    @Nullable OptionalLong fence = transactions.execute(_ -> repository.claim(id, clock.instant()));
    if (fence == null || fence.isEmpty()) {
      return;
    }
    LOG.info("job {} runs", id);
    RunningJobs.Run run = running.begin(id);
    try {
      train(id, fence.getAsLong(), run);
    } finally {
      running.end(id);
    }
  }

  private void train(String id, long fence, RunningJobs.Run run) {
    ResolvedSpecification specification =
        json.readValue(repository.find(id).orElseThrow().resolved(), ResolvedSpecification.class);
    try (TrainingJob training = TrainingJob.of(specification, catalog)) {
      Optional<TrainedModel> model =
          training.train(
              id,
              System::nanoTime,
              clock.instant(),
              listener(id, specification, run),
              run::isStopRequested);
      if (model.isPresent()) {
        publish(id, fence, specification, model.get());
      } else {
        stopped(id, fence);
      }
    } catch (TrainingDivergedException e) {
      fail(id, fence, "training-diverged", e.getMessage(), "Lower optimizer.learningRate.");
    } catch (ProblemException e) {
      fail(id, fence, "dataset-unavailable", e.getMessage(), "Upload the data set again.");
    } catch (IOException | RuntimeException e) {
      String errorId = UUID.randomUUID().toString();
      LOG.error("job {} failed, errorId {}", id, errorId, e);
      fail(
          id,
          fence,
          "internal",
          "The service made a mistake and wrote it to its log.",
          "Report the errorId " + errorId + ".");
    }
  }

  private TrainingListener listener(
      String id, ResolvedSpecification specification, RunningJobs.Run run) {
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
            result.epoch(),
            json.writeValueAsString(EpochMetrics.of(result, specification.task())));
      }
    };
  }

  /** The file first, durably; then the version and the end of the job, together. */
  private void publish(
      String id, long fence, ResolvedSpecification specification, TrainedModel model)
      throws IOException {
    StoredModel file = models.store(model);
    transactions.executeWithoutResult(status -> {
      ModelVersion version =
          models.register(specification.model().name(), file, id, clock.instant());
      boolean ended =
          repository.end(
              id,
              fence,
              new JobRepository.Ending(
                  JobState.SUCCEEDED,
                  "trained all epochs",
                  "COMPLETED",
                  null,
                  version.name(),
                  version.version()),
              clock.instant());
      if (!ended) {
        status.setRollbackOnly();
      }
    });
    LOG.info("job {} succeeded", id);
  }

  private void stopped(String id, long fence) {
    boolean cancelled = "cancel".equals(repository.find(id).map(Job::stopRequested).orElse(null));
    if (cancelled) {
      end(
          id,
          fence,
          new JobRepository.Ending(
              JobState.CANCELLED, "cancelled by a client", "CANCELLED", null, null, null));
      LOG.info("job {} cancelled", id);
    }
    // Otherwise the process ends: the job stays RUNNING, and the next start puts it back.
  }

  private void fail(String id, long fence, String type, @Nullable String detail, String hint) {
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("type", "/problems/" + type);
    failure.put("title", "The training failed");
    failure.put("detail", detail);
    failure.put("hint", hint);
    end(
        id,
        fence,
        new JobRepository.Ending(
            JobState.FAILED, type, null, json.writeValueAsString(failure), null, null));
    LOG.info("job {} failed: {}", id, type);
  }

  private void end(String id, long fence, JobRepository.Ending ending) {
    transactions.executeWithoutResult(_ -> repository.end(id, fence, ending, clock.instant()));
  }
}
