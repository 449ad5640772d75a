package org.trainyard.app.job;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.idempotency.IdempotencyKey;
import org.trainyard.app.idempotency.IdempotencyStore;
import org.trainyard.app.idempotency.StoredAnswer;
import org.trainyard.app.job.lifecycle.JobLifecycle;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.NewJob;
import org.trainyard.app.job.lookup.JobLookup;
import org.trainyard.app.job.reproduction.ReproductionStore;
import org.trainyard.app.job.resolution.SpecificationResolver;
import org.trainyard.app.job.specification.JobSpecification;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.web.Ids;
import org.trainyard.app.web.StrictJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes jobs in: checks everything that can be checked, then stores the job, its entry in the queue
 * and the answer for its Idempotency-Key together.
 */
@Service
class JobSubmission {

  private final JobLifecycle lifecycle;
  private final QueueRoom room;
  private final JobRepository jobs;
  private final JobView view;
  private final IdempotencyStore answers;
  private final SpecificationResolver resolver;
  private final DatasetCatalog catalog;
  private final ReproductionStore reproductions;
  private final InitialModels initialModels;
  private final TransactionTemplate transactions;
  private final StrictJson strictJson;
  private final JsonMapper json;
  private final Ids ids;
  private final InstantSource clock;

  JobSubmission(
      JobLifecycle lifecycle,
      QueueRoom room,
      JobRepository jobs,
      JobView view,
      IdempotencyStore answers,
      SpecificationResolver resolver,
      DatasetCatalog catalog,
      ReproductionStore reproductions,
      InitialModels initialModels,
      TransactionTemplate transactions,
      StrictJson strictJson,
      JsonMapper json,
      Ids ids,
      InstantSource clock) {
    this.lifecycle = lifecycle;
    this.room = room;
    this.jobs = jobs;
    this.view = view;
    this.answers = answers;
    this.resolver = resolver;
    this.catalog = catalog;
    this.reproductions = reproductions;
    this.initialModels = initialModels;
    this.transactions = transactions;
    this.strictJson = strictJson;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /** Submits a job, or gives the answer again that an earlier request with the same key got. */
  IdempotencyStore.Result<JobResponse> submit(byte[] body, Optional<IdempotencyKey> key) {
    return once(key, () -> submitNew(resolve(body), body, key, _ -> {}));
  }

  /** Submits a job that trains a version again; for {@link #once}. */
  JobResponse submitAgain(byte[] body, ModelVersion version, Optional<IdempotencyKey> key) {
    return submitNew(resolve(body), body, key, job -> reproductions.add(job, version));
  }

  /**
   * Submits once under a key.
   *
   * @param submit all that depends on what there is now: a request sent again must not fail because
   *     something has gone since its answer
   */
  IdempotencyStore.Result<JobResponse> once(
      Optional<IdempotencyKey> key, Supplier<JobResponse> submit) {
    return key.isPresent()
        ? answers.once(key.get(), submit, this::again)
        : new IdempotencyStore.Result<>(submit.get(), false);
  }

  private JobResponse submitNew(
      ResolvedSpecification resolved,
      byte[] body,
      Optional<IdempotencyKey> key,
      Consumer<String> together) {
    NewJob job =
        new NewJob(
            ids.next(JobLookup.PREFIX),
            resolved.name(),
            resolved.priority(),
            new String(body, StandardCharsets.UTF_8),
            json.writeValueAsString(resolved),
            room.needs(resolved).work(),
            datasets(resolved),
            resolved.labels(),
            clock.instant());
    Optional<JobResponse> stored =
        Objects.requireNonNull(
            transactions.execute(_ -> {
              job.datasets().forEach(catalog::hold);
              room.requireOne();
              lifecycle.submit(job);
              room.take(job.id(), resolved);
              Optional.ofNullable(resolved.initialWeights())
                  .ifPresent(weights -> initialModels.add(job.id(), weights));
              together.accept(job.id());
              return key.map(given -> stored(given, answer(job.id(), resolved)));
            }));
    return stored.orElseGet(() -> answer(job.id(), resolved)); // while others write
  }

  /** The answer, to the byte as it will be given again. */
  private JobResponse stored(IdempotencyKey key, JobResponse answer) {
    String location = SubmissionAnswers.location(answer);
    StoredAnswer stored = new StoredAnswer(location, json.writeValueAsString(answer));
    answers.store(key, stored);
    return again(stored);
  }

  private JobResponse again(StoredAnswer stored) {
    return json.readValue(stored.body(), JobResponse.class);
  }

  private ResolvedSpecification resolve(byte[] body) {
    ResolvedSpecification resolved =
        resolver.check(strictJson.readPart(body, JobSpecification.class)).resolved();
    room.requireMemory(resolved);
    return resolved;
  }

  private JobResponse answer(String id, ResolvedSpecification resolved) {
    return view.of(jobs.find(id).orElseThrow(), resolved);
  }

  /** In one order, so that two submissions never wait for each other. */
  private static List<String> datasets(ResolvedSpecification resolved) {
    return Stream.of(
            resolved.dataset(),
            resolved.split().validationDataset(),
            resolved.split().testDataset())
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
