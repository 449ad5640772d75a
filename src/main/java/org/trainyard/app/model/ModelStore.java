package org.trainyard.app.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.trainyard.app.storage.DataDirectory;
import org.trainyard.app.storage.DurableFile;
import org.trainyard.app.storage.Sha256;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of the models, each under the name of its own SHA-256; written once, never changed.
 *
 * <p>Equal models share a file. A file that is stored is held until its version is in the database
 * or given up, so that the deletion of an equal model cannot take it away in between. Safe for any
 * number of threads.
 */
@Component
class ModelStore {

  private final Path folder;
  private final ModelFile format;
  private final Lock lock = new ReentrantLock();
  private final Map<String, Integer> holds = new HashMap<>(); // guarded by lock

  ModelStore(DataDirectory data, JsonMapper json) {
    this.folder = data.directory("models");
    this.format = new ModelFile(json);
  }

  /** Writes a model, durably, and holds it; after a crash it is there whole or not at all. */
  StoredModel store(TrainedModel model) throws IOException {
    byte[] bytes = format.encode(model);
    String sha256 = Sha256.hex(bytes);
    lock.lock();
    try {
      write(sha256, bytes);
      holds.merge(sha256, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
    return new StoredModel(sha256, ModelFile.weightsSha256(model.network()), bytes.length);
  }

  /** Ends one hold on a file. */
  void release(String sha256) {
    lock.lock();
    try {
      holds.computeIfPresent(sha256, (_, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
  }

  private void write(String sha256, byte[] bytes) throws IOException {
    try (DurableFile file = DurableFile.create(path(sha256))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        file.channel().write(rest);
      }
      file.publish();
    }
  }

  /**
   * Reads the bytes of a file and checks them.
   *
   * @throws CorruptModelException if they are not a whole model
   */
  TrainedModel read(byte[] bytes) {
    return format.decode(bytes);
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

  /**
   * A file as it was written.
   *
   * @throws CorruptModelException if it is damaged or gone
   */
  Path whole(String sha256) {
    try {
      if (Sha256.hex(path(sha256)).equals(sha256)) {
        return path(sha256);
      }
    } catch (NoSuchFileException e) {
      throw new CorruptModelException("it is gone", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model file " + sha256, e);
    }
    throw new CorruptModelException("its bytes are not those that were written");
  }

  /** Deletes a file that nothing holds and no version refers to. */
  void deleteUnless(String sha256, BooleanSupplier isReferenced) {
    lock.lock();
    try {
      if (!holds.containsKey(sha256) && !isReferenced.getAsBoolean()) {
        Files.deleteIfExists(path(sha256));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the model file " + sha256, e);
    } finally {
      lock.unlock();
    }
  }

  private Path path(String sha256) {
    return folder.resolve(sha256 + ".trainyard");
  }
}
