package org.trainyard.app.model;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Takes model files from elsewhere, each as the next version of a name. */
@Service
class ModelImport {

  private final ModelRegistry registry;
  private final ModelStore store;
  private final ModelProperties limits;
  private final InstantSource clock;

  ModelImport(
      ModelRegistry registry, ModelStore store, ModelProperties limits, InstantSource clock) {
    this.registry = registry;
    this.store = store;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Reads and checks a file, and registers it.
   *
   * @param name a valid one
   * @throws org.trainyard.app.web.ProblemException if it is too large or cannot be read; nothing is
   *     stored then
   */
  ModelVersion take(String name, InputStream body) throws IOException {
    TrainedModel model = read(bytes(body));
    StoredModel file = registry.store(model);
    try {
      return registry.register(name, file, model.description().provenance().job(), clock.instant());
    } finally {
      registry.release(file);
    }
  }

  private byte[] bytes(InputStream body) throws IOException {
    int limit = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, limits.maxFile().toBytes()));
    byte[] bytes = body.readNBytes(limit);
    if (bytes.length == limit && body.read() >= 0) {
      throw Problem.of(
              ProblemType.UPLOAD_TOO_LARGE, "The file is larger than %d bytes.".formatted(limit))
          .hint("Raise trainyard.models.max-file.")
          .toException();
    }
    return bytes;
  }

  private TrainedModel read(byte[] bytes) {
    if (!ModelFile.isOne(bytes)) {
      ForeignModelFile.of(bytes)
          .map(ForeignModelFile::problem)
          .ifPresent(problem -> {
            throw problem.toException();
          });
    }
    try {
      return store.read(bytes);
    } catch (CorruptModelException e) {
      throw Problem.of(
              ProblemType.MODEL_FILE_INVALID,
              "The body is no model that can be imported: %s.".formatted(e.reason()))
          .hint("Send a file that GET …/versions/{version}/files/model.trainyard gave, unchanged.")
          .toException();
    }
  }
}
