package org.trainyard.app.job.run;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.job.checkpoint.CheckpointStore;
import org.trainyard.app.job.lifecycle.EpochEntry;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobEvents;
import org.trainyard.app.job.lifecycle.JobLifecycle;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.RunId;
import org.trainyard.app.job.lifecycle.RunProgress;
import org.trainyard.app.job.lifecycle.StartPoint;
import org.trainyard.app.job.lifecycle.StopRequest;
import org.trainyard.app.job.queue.Admission;
import org.trainyard.app.job.queue.QueuedWork;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.training.TrainingJob;
import org.trainyard.app.job.training.TrainingOutcome;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.EpochResult;
import org.trainyard.engine.training.TrainingHooks;
import org.trainyard.engine.training.TrainingListener;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs a job that the queue hands over, on the queue's thread: from its newest checkpoint, or from
 * the beginning, to one of the ends in {@link RunEnding}.
 */
@Component
class JobRunner implements QueuedWork {

  private final JobRepository jobs;
  private final JobEvents events;
  private final JobLifecycle lifecycle;
  private final RunProgress progress;
  private final CheckpointStore checkpoints;
  private final RunningJobs running;
  private final Admission admission;
  private final RunEnding ending;
  private final DatasetCatalog catalog;
  private final ModelRegistry models;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final InstantSource clock;
  private final JobProperties properties;
  private final Duration lease;
  private final Counter epochs;
  private final Counter samples;

  JobRunner(
      JobRepository jobs,
      JobEvents events,
      JobLifecycle lifecycle,
      RunProgress progress,
      CheckpointStore checkpoints,
      RunningJobs running,
      Admission admission,
      RunEnding ending,
      DatasetCatalog catalog,
      ModelRegistry models,
      TransactionTemplate transactions,
      JsonMapper json,
      InstantSource clock,
      JobProperties properties,
      DbSchedulerProperties queue,
      MeterRegistry meters) {
    this.jobs = jobs;
    this.events = events;
    this.lifecycle = lifecycle;
    this.progress = progress;
    this.checkpoints = checkpoints;
    this.running = running;
    this.admission = admission;
    this.ending = ending;
    this.catalog = catalog;
    this.models = models;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
    this.properties = properties;
    this.lease = queue.getHeartbeatInterval().multipliedBy(queue.getMissedHeartbeatsLimit() - 2L);
    this.epochs = meters.counter("trainyard.training.epochs");
    this.samples = meters.counter("trainyard.training.samples");
  }

  @Override
  public void run(Entry entry) {
    Optional<Admission.Place> place =
        running.isStopping() ? Optional.empty() : admission.enter(entry.job());
    if (place.isEmpty()) {
      lifecycle.giveBack(entry.job(), entry.version());
      return;
    }
    try (Admission.Place taken = place.get();
        MDC.MDCCloseable _ = MDC.putCloseable("job", entry.job())) {
      run(entry, taken.threads());
    }
  }

  private void run(Entry entry, int threads) {
    RunningJobs.Run run = new RunningJobs.Run();
    try {
      CheckpointStore.Choice from = checkpoints.newest(entry.job());
      claim(entry, from, run).ifPresent(job -> train(job, run, from, threads));
    } catch (OutOfMemoryError | InternalError e) {
      failUnread(entry, run, e);
    } finally {
      running.end(entry.job(), run);
    }
  }

  /** A checkpoint that this machine cannot take in would come back to the queue for ever. */
  private void failUnread(Entry entry, RunningJobs.Run run, Error cause) {
    CheckpointStore.Choice none = new CheckpointStore.Choice(Optional.empty(), List.of());
    Job job = claim(entry, none, run).orElseThrow(() -> cause);
    RunId id = new RunId(job.id(), job.fence());
    ending.fail(id, log(job, id, run), cause);
  }

  private EpochLog log(Job job, RunId id, RunningJobs.Run run) {
    run.startWith(job.elapsed());
    return new EpochLog(id, run, progress::add, json, best(job), System::nanoTime);
  }

  @Override
  public void holderDied(Entry entry) {
    if (running.find(entry.job()).isEmpty()) {
      lifecycle.processDied(entry.job(), entry.version());
    }
  }

  /** Claims the job; who sees it running finds its run here, so that begins before the commit. */
  private Optional<Job> claim(Entry entry, CheckpointStore.Choice from, RunningJobs.Run run) {
    StartPoint start = startPoint(entry.job(), from);
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          Optional<Job> job = lifecycle.claim(entry.job(), entry.version(), start);
          job.ifPresent(_ -> {
            checkpoints.forgetAfter(entry.job(), from.newest());
            running.begin(entry.job(), run);
          });
          return job;
        }));
  }

  private StartPoint startPoint(String job, CheckpointStore.Choice from) {
    if (from.newest().isEmpty()) {
      return StartPoint.first();
    }
    Checkpoint checkpoint = from.newest().get().checkpoint();
    List<EpochEntry> before = events.epochsBefore(job, checkpoint.epoch());
    Optional<EpochEntry> best =
        checkpoint
            .best()
            .flatMap(epoch ->
                before.stream()
                    .filter(entry -> entry.epoch() == epoch.epoch().epoch())
                    .findFirst());
    return new StartPoint(
        checkpoint.epoch(),
        "a worker took it and goes on in epoch %d after step %d"
            .formatted(checkpoint.epoch(), checkpoint.stepsDone()),
        before.isEmpty() ? null : before.getLast().data(),
        best.map(EpochEntry::data).orElse(null),
        Duration.ofNanos(checkpoint.elapsedNanos()));
  }

  private void train(Job job, RunningJobs.Run run, CheckpointStore.Choice from, int threads) {
    RunId id = new RunId(job.id(), job.fence());
    EpochLog log = log(job, id, run);
    RunCheckpoints keeper =
        new RunCheckpoints(
            id,
            run,
            log,
            checkpoints,
            task -> Thread.ofPlatform().daemon().name("checkpoint").start(task),
            properties.checkpointInterval(),
            properties.storagePatience(),
            System::nanoTime);
    try {
      from.rejected().forEach(reason -> progress.addFinding(id, rejected(reason)));
      Optional<Checkpoint> start = from.newest().map(CheckpointStore.Usable::checkpoint);
      train(job, run, threads, id, log, keeper, start);
    } catch (IOException | RuntimeException | Error e) { // none may bring it back for ever
      ending.fail(id, log, e);
    } finally {
      keeper.close();
    }
  }

  private void train(
      Job job,
      RunningJobs.Run run,
      int threads,
      RunId id,
      EpochLog log,
      RunCheckpoints keeper,
      Optional<Checkpoint> from)
      throws IOException {
    ResolvedSpecification specification =
        json.readValue(job.resolved(), ResolvedSpecification.class);
    ObjectNode sent = json.readValue(job.specification(), ObjectNode.class);
    RunGuard guard = new RunGuard(run, () -> jobs.standing(id), lease, System::nanoTime);
    WallTime wallTime = new WallTime(guard, run, properties.maxDuration());
    int first = from.map(Checkpoint::epoch).orElse(1);
    Watch watch = Watch.of(specification, events.epochsBefore(job.id(), first), json);
    TrainingHooks hooks =
        new TrainingHooks(listener(specification, run, log, watch), wallTime, keeper);
    Optional<TrainingJob> prepared =
        TrainingJob.of(specification, threads, catalog, models, wallTime);
    TrainingOutcome outcome = new TrainingOutcome.Stopped(Optional.empty());
    if (prepared.isPresent()) {
      try (TrainingJob training = prepared.get()) {
        outcome = training.train(id.job(), sent, System::nanoTime, clock.instant(), hooks, from);
      }
    }
    switch (outcome) {
      case TrainingOutcome.Trained trained ->
          ending.publish(id, log, specification.model().name(), trained);
      case TrainingOutcome.Stopped _ when wallTime.isOver() ->
          throw new WallTimeException(properties.maxDuration());
      case TrainingOutcome.Stopped stopped -> {
        if (stopped.position().isPresent() && !isCancelled(id)) {
          keeper.keepLast(stopped.position().get());
        }
        ending.stop(id, log);
      }
    }
  }

  /** What is cancelled needs no checkpoint; in doubt it gets one. */
  private boolean isCancelled(RunId id) {
    try {
      return jobs.find(id.job())
          .filter(job -> job.stopRequested() == StopRequest.CANCEL)
          .isPresent();
    } catch (DataAccessException | TransactionException _) {
      return false;
    }
  }

  private TrainingListener listener(
      ResolvedSpecification specification, RunningJobs.Run run, EpochLog log, Watch watch) {
    return new TrainingListener() {
      @Override
      public void stepEnded(int epoch, int step, int steps) {
        run.moveTo(new RunningJobs.Position(epoch, step, steps));
      }

      @Override
      public void bestEpochEnded(EpochResult result) {
        log.isBest(EpochMetrics.of(result, specification.task()));
      }

      @Override
      public void epochEnded(EpochResult result) {
        epochs.increment();
        samples.increment((double) result.samples());
        EpochMetrics metrics = EpochMetrics.of(result, specification.task());
        run.paceIs(metrics.samplesPerSecond());
        log.add(metrics, watch.look(metrics, result));
      }
    };
  }

  private @Nullable EpochMetrics best(Job job) {
    return job.best() == null ? null : json.readValue(job.best(), EpochMetrics.class);
  }

  private String rejected(String reason) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("code", "checkpoint-rejected");
    finding.put("severity", "warning");
    finding.put("message", reason);
    finding.put("advice", "The job went on from an older point; look at the disk of the service.");
    return json.writeValueAsString(finding);
  }
}
