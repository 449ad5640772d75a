package org.trainyard.app.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.DatasetUse;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.SpecificationResolver;
import org.trainyard.app.web.Ids;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.StrictJson;
import tools.jackson.databind.json.JsonMapper;

/** What a client can do with jobs. */
@Service
class JobService implements DatasetUse {

  private static final Logger LOG = LoggerFactory.getLogger(JobService.class);
  private static final String PREFIX = "job_";
  private static final Duration POLL = Duration.ofMillis(50);

  private final JobRepository repository;
  private final JobQueue queue;
  private final RunningJobs running;
  private final SpecificationResolver resolver;
  private final DatasetCatalog catalog;
  private final TransactionTemplate transactions;
  private final StrictJson strictJson;
  private final JsonMapper json;
  private final Ids ids;
  private final InstantSource clock;

  JobService(
      JobRepository repository,
      JobQueue queue,
      RunningJobs running,
      SpecificationResolver resolver,
      DatasetCatalog catalog,
      TransactionTemplate transactions,
      StrictJson strictJson,
      JsonMapper json,
      Ids ids,
      InstantSource clock) {
    this.repository = repository;
    this.queue = queue;
    this.running = running;
    this.resolver = resolver;
    this.catalog = catalog;
    this.transactions = transactions;
    this.strictJson = strictJson;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /** Checks everything, then stores the job and its entry in the queue together. */
  Job submit(byte[] body) {
    ResolvedSpecification resolved =
        resolver.resolve(strictJson.read(body, JobSpecification.class));
    Job job =
        new Job(
            ids.next(PREFIX),
            resolved.name(),
            JobState.QUEUED,
            resolved.priority(),
            new String(body, StandardCharsets.UTF_8),
            json.writeValueAsString(resolved),
            clock.instant(),
            null,
            null,
            0,
            0,
            null,
            null,
            null,
            null,
            0);
    List<String> datasets =
        Stream.of(
                resolved.dataset(),
                resolved.split().validationDataset(),
                resolved.split().testDataset())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    transactions.executeWithoutResult(_ -> {
      datasets.forEach(catalog::get); // still there, inside the transaction
      repository.insert(job, datasets);
      queue.add(job);
    });
    LOG.info("job {} queued", job.id());
    return job;
  }

  Job get(String id) {
    return repository
        .find(Ids.checked(PREFIX, id))
        .orElseThrow(() ->
            Problem.of(
                    ProblemType.NOT_FOUND,
                    "There is no job '%s'; GET /api/v1/jobs lists those there are.".formatted(id))
                .toException());
  }

  /** The job once its state has changed, or when the time is over. */
  Job await(String id, Duration time) throws InterruptedException {
    Job before = get(id);
    Instant deadline = clock.instant().plus(time);
    Job now = before;
    while (now.state() == before.state()
        && !now.state().isEnd()
        && clock.instant().isBefore(deadline)) {
      Thread.sleep(POLL);
      now = get(id);
    }
    return now;
  }

  List<Job> before(String id, String state, int limit) {
    return repository.before(id, state, limit);
  }

  /** Cancels: at once while the job waits, within one minibatch while it runs. */
  Job cancel(String id) {
    Job job = get(id);
    boolean done =
        Objects.requireNonNull(
            transactions.execute(
                _ -> cancelWaiting(job.id()) || repository.requestCancel(job.id())));
    running.find(id).ifPresent(RunningJobs.Run::requestStop);
    Job now = get(id);
    if (!done && now.state() != JobState.CANCELLED) {
      throw Problem.of(
              ProblemType.JOB_ALREADY_TERMINAL,
              "The job ended as %s; there is nothing to cancel.".formatted(now.state()))
          .with("state", now.state())
          .toException();
    }
    return now;
  }

  private boolean cancelWaiting(String id) {
    boolean cancelled = repository.cancelWaiting(id, clock.instant());
    if (cancelled) {
      queue.remove(id);
    }
    return cancelled;
  }

  void delete(String id) {
    Job job = get(id);
    if (!job.state().isEnd()) {
      throw Problem.of(
              ProblemType.JOB_NOT_FINISHED,
              "The job is %s; cancel it first, then delete it.".formatted(job.state()))
          .with("state", job.state())
          .toException();
    }
    transactions.executeWithoutResult(_ -> repository.delete(id));
  }

  List<EpochMetrics> epochs(String id) {
    return repository.epochs(get(id).id()).stream()
        .map(epoch -> json.readValue(epoch, EpochMetrics.class))
        .toList();
  }

  @Override
  public List<String> jobsUsing(String datasetId) {
    return repository.unfinishedUsing(datasetId);
  }
}
