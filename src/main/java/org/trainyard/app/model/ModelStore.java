package org.trainyard.app.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.trainyard.app.storage.DataDirectory;
import org.trainyard.app.storage.DurableFile;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** The files of the models, each under the name of its own SHA-256; written once, never changed. */
@Component
class ModelStore {

  private final Path folder;
  private final ModelFile format;

  ModelStore(DataDirectory data, JsonMapper json) {
    this.folder = data.directory("models");
    this.format = new ModelFile(json);
  }

  /** Writes a model, durably; after a crash it is there whole or not at all. */
  StoredModel store(TrainedModel model) throws IOException {
    byte[] bytes = format.encode(model);
    String sha256 = Sha256.hex(bytes);
    try (DurableFile file = DurableFile.create(path(sha256))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        file.channel().write(rest);
      }
      file.publish();
    }
    return new StoredModel(sha256, ModelFile.weightsSha256(model.network()), bytes.length);
  }

  /**
   * Reads a model and checks it.
   *
   * @throws CorruptModelException if the file is damaged or gone
   */
  TrainedModel load(String sha256) {
    try {
      return format.decode(Files.readAllBytes(path(sha256)));
    } catch (NoSuchFileException e) {
      throw new CorruptModelException("it is gone", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model file " + sha256, e);
    }
  }

  void delete(String sha256) {
    try {
      Files.deleteIfExists(path(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the model file " + sha256, e);
    }
  }

  private Path path(String sha256) {
    return folder.resolve(sha256 + ".trainyard");
  }
}
