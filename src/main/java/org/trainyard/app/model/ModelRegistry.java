package org.trainyard.app.model;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Gives versions to trained models, and finds them again. */
@Service
public class ModelRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

  private final ModelRepository repository;
  private final ModelStore store;
  private final LoadingCache<ModelVersion, ServableModel> loaded;

  ModelRegistry(ModelRepository repository, ModelStore store, ModelProperties properties) {
    this.repository = repository;
    this.store = store;
    this.loaded =
        Caffeine.newBuilder()
            .maximumWeight(properties.cacheSize().toBytes())
            .weigher((ModelVersion version, ServableModel _) -> weight(version))
            .build(this::load);
  }

  /** Writes the file of a model, durably, before any version refers to it. */
  public StoredModel store(TrainedModel model) throws IOException {
    return store.store(model);
  }

  /**
   * Makes a stored file the next version of a name. Joins the caller's transaction, so that a job
   * and its model succeed together.
   */
  @Transactional
  public ModelVersion register(String name, StoredModel file, String jobId, Instant now) {
    ModelVersion version =
        new ModelVersion(
            name,
            repository.nextVersion(name),
            now,
            jobId,
            file.sha256(),
            file.weightsSha256(),
            file.bytes());
    repository.insert(version);
    return version;
  }

  /** All versions of a name, the newest first; a problem if there is none. */
  List<ModelVersion> versions(String name) {
    List<ModelVersion> versions = repository.versions(name);
    if (versions.isEmpty()) {
      throw Problem.of(
              ProblemType.NOT_FOUND,
              "There is no model '%s'; GET /api/v1/models lists those there are."
                  .formatted(Echo.of(name)))
          .toException();
    }
    return versions;
  }

  ModelVersion version(String name, int version) {
    return repository
        .find(name, version)
        .orElseThrow(() ->
            Problem.of(
                    ProblemType.NOT_FOUND,
                    "The model '%s' has no version %d; its versions are %s."
                        .formatted(
                            Echo.of(name),
                            version,
                            versions(name).stream().map(ModelVersion::version).toList()))
                .toException());
  }

  List<ModelVersion> newest(String after, int limit) {
    return repository.newest(after, limit);
  }

  /** The model in memory, read and checked at its first use. */
  ServableModel servable(ModelVersion version) {
    return loaded.get(version);
  }

  @Transactional
  void delete(ModelVersion version) {
    if (repository.delete(version.name(), version.version())) {
      LOG.info("model {} version {} deleted", version.name(), version.version());
    }
    loaded.invalidate(version);
    if (!repository.isReferenced(version.fileSha256())) {
      store.delete(version.fileSha256());
    }
  }

  private ServableModel load(ModelVersion version) {
    try {
      return ServableModel.of(version, store.load(version.fileSha256()));
    } catch (CorruptModelException e) {
      LOG.error("model {} version {}", version.name(), version.version(), e);
      throw Problem.of(
              ProblemType.ARTIFACT_CORRUPT,
              "The file of model '%s' version %d is damaged; train it again."
                  .formatted(version.name(), version.version()))
          .toException();
    }
  }

  private static int weight(ModelVersion version) {
    return (int) Math.min(Integer.MAX_VALUE, version.bytes());
  }
}
