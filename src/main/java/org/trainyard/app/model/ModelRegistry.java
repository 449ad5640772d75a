package org.trainyard.app.model;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Gives versions to trained models, and finds them again. */
@Service
public class ModelRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

  private static final int NAMES_COMPARED = 200;

  private final ModelRepository repository;
  private final VersionLookup lookup;
  private final ModelStore store;
  private final ObjectProvider<ModelUse> uses;
  private final TransactionTemplate transactions;
  private final LoadingCache<ModelVersion, ServableModel> loaded;
  private final Set<ModelVersion> damaged = ConcurrentHashMap.newKeySet();

  ModelRegistry(
      ModelRepository repository,
      VersionLookup lookup,
      ModelStore store,
      ObjectProvider<ModelUse> uses,
      TransactionTemplate transactions,
      ModelProperties properties) {
    this.repository = repository;
    this.lookup = lookup;
    this.store = store;
    this.uses = uses;
    this.transactions = transactions;
    this.loaded =
        Caffeine.newBuilder()
            .maximumWeight(properties.cacheSize().toBytes())
            .weigher((ModelVersion version, ServableModel _) -> weight(version))
            .build(this::load);
  }

  /** SHA-256 of the weights alone, as a version shows it: equal for equal weights, bit by bit. */
  public static String weightsSha256(TrainedModel model) {
    return ModelFile.weightsSha256(model.network());
  }

  /**
   * Writes the file of a model, durably, before any version refers to it, and holds it until it is
   * {@link #release}d.
   */
  public StoredModel store(TrainedModel model) throws IOException {
    return store.store(model);
  }

  /**
   * Makes a stored file the next version of a name. Joins the caller's transaction, so that a job
   * and its model succeed together.
   */
  @Transactional
  public ModelVersion register(String name, StoredModel file, String jobId, Instant now) {
    lookup.comesWithTransaction(name);
    ModelVersion version =
        new ModelVersion(
            name,
            repository.nextVersion(name),
            now.truncatedTo(ChronoUnit.MILLIS), // as the database keeps it
            jobId,
            file.sha256(),
            file.weightsSha256(),
            file.bytes());
    repository.insert(version);
    return version;
  }

  /**
   * A version of a name.
   *
   * @param version absent: the newest
   * @throws org.trainyard.app.web.ProblemException if there is none
   */
  public ModelVersion find(String name, @Nullable Long version) {
    ModelVersion newest = newest(name);
    if (version == null) {
      return newest;
    }
    if (version < 1 || version > newest.version()) {
      throw noVersion(name, version, newest.version()).toException();
    }
    return version(name, Math.toIntExact(version));
  }

  /**
   * A version as training handed it over; not a copy, so not to be changed.
   *
   * @throws org.trainyard.app.web.ProblemException if it was deleted or its file is damaged
   */
  public TrainedModel trained(ModelVersion version) {
    ServableModel model = servable(version);
    return new TrainedModel(model.description(), model.network());
  }

  /**
   * The file of a version, a {@code .trainyard} file whose bytes are checked now: the model in
   * memory says nothing of them.
   *
   * @throws org.trainyard.app.web.ProblemException if it was deleted or is damaged
   */
  public Path file(ModelVersion version) {
    try {
      return store.whole(version.fileSha256());
    } catch (CorruptModelException e) {
      throw notLoaded(version, e).toException();
    }
  }

  /**
   * Makes sure, for the caller's transaction, that there is a version and that it is not deleted
   * before the transaction ends.
   *
   * @throws org.trainyard.app.web.ProblemException {@code not-found}
   */
  public void hold(String name, int version) {
    if (!repository.lock(name, version)) {
      throw noVersion(name, version, newest(name).version()).toException();
    }
  }

  /** Ends the hold on a stored file, which goes if no version refers to it. */
  public void release(StoredModel file) {
    store.release(file.sha256());
    store.deleteUnless(file.sha256(), () -> repository.isReferenced(file.sha256()));
  }

  /** All versions of a name, the newest first; a problem if there is none. */
  public List<ModelVersion> versions(String name) {
    List<ModelVersion> versions = repository.versions(name);
    if (versions.isEmpty()) {
      throw noModel(name).toException();
    }
    return versions;
  }

  ModelVersion newest(String name) {
    return lookup.newest(name).orElseThrow(() -> noModel(name).toException());
  }

  ModelVersion version(String name, int version) {
    return lookup
        .find(name, version)
        .orElseThrow(() -> noVersion(name, version, newest(name).version()).toException());
  }

  /**
   * The newest version of each name, sorted by name.
   *
   * @param after names that come after this one; empty for the first
   */
  public List<ModelVersion> newest(String after, int limit) {
    return repository.newest(after, limit);
  }

  /**
   * The model in memory, read and checked at its first use.
   *
   * @throws org.trainyard.app.web.ProblemException if it was deleted or its file is damaged
   */
  public ServableModel servable(ModelVersion version) {
    return loaded.get(version);
  }

  /** Whether a version could be read when somebody last tried; true if nobody did. */
  public boolean isWhole(ModelVersion version) {
    return !damaged.contains(version);
  }

  /**
   * Takes a version away. Predictions that have it in memory come to their end; later ones find
   * nothing. The row goes first: what is left of a crash in between is a file without a version.
   *
   * @throws org.trainyard.app.web.ProblemException {@code model-in-use} if a job still needs it
   */
  void delete(ModelVersion version) {
    if (lookup.goes(version, () -> isDeletedUnused(version))) {
      LOG.info("model {} version {} deleted", version.name(), version.version());
    }
    loaded.invalidate(version);
    damaged.remove(version);
    String file = version.fileSha256();
    store.deleteUnless(file, () -> repository.isReferenced(file));
  }

  private boolean isDeletedUnused(ModelVersion version) {
    return Boolean.TRUE.equals(
        transactions.execute(_ -> {
          if (!repository.lock(version.name(), version.version())) {
            return false;
          }
          requireUnused(version);
          return repository.delete(version.name(), version.version());
        }));
  }

  private void requireUnused(ModelVersion version) {
    List<String> jobs =
        uses.stream().flatMap(use -> use.jobsUsing(version).stream()).distinct().toList();
    if (!jobs.isEmpty()) {
      throw Problem.of(
              ProblemType.MODEL_IN_USE,
              "Jobs that have not ended start from the version: %s; wait for them or cancel them."
                  .formatted(jobs))
          .with("jobs", jobs)
          .toException();
    }
  }

  private ServableModel load(ModelVersion version) {
    try {
      ServableModel model = ServableModel.of(version, store.load(version.fileSha256()));
      damaged.remove(version);
      return model;
    } catch (CorruptModelException e) {
      throw notLoaded(version, e).toException();
    }
  }

  /** A file that is gone with its version is no damage: a deletion was faster. */
  private Problem notLoaded(ModelVersion version, CorruptModelException cause) {
    if (repository.find(version.name(), version.version()).isEmpty()) {
      return Problem.of(
          ProblemType.NOT_FOUND,
          "The model '%s' version %d was deleted.".formatted(version.name(), version.version()));
    }
    damaged.add(version);
    LOG.error("model {} version {}", version.name(), version.version(), cause);
    return Problem.of(
        ProblemType.ARTIFACT_CORRUPT,
        "The file of model '%s' version %d is damaged; train it again."
            .formatted(version.name(), version.version()));
  }

  private Problem noModel(String name) {
    Problem problem =
        Problem.of(
            ProblemType.NOT_FOUND,
            "There is no model '%s'; GET /api/v1/models lists those there are."
                .formatted(Echo.of(name)));
    List<String> known =
        repository.newest("", NAMES_COMPARED).stream().map(ModelVersion::name).toList();
    return NearestName.of(name, known)
        .map(near -> problem.hint("Did you mean '%s'?".formatted(near)))
        .orElse(problem);
  }

  private static Problem noVersion(String name, long version, int newest) {
    return Problem.of(
        ProblemType.NOT_FOUND,
        "The model '%s' has no version %d; its newest is %d."
            .formatted(Echo.of(name), version, newest));
  }

  private static int weight(ModelVersion version) {
    return (int) Math.min(Integer.MAX_VALUE, version.bytes());
  }
}
