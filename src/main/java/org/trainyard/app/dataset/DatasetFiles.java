package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.trainyard.app.storage.DataDirectory;
import org.trainyard.app.storage.Sha256;

/**
 * The files of rows, each named by its content, so that equal data sets share one.
 *
 * <p>Safe for use by several threads: under one lock a file appears together with the row of the
 * database that refers to it, and goes after the last such row has gone.
 */
@Component
class DatasetFiles {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetFiles.class);
  private static final Pattern LEFTOVER = Pattern.compile("staging-.*\\.tmp");
  private static final Pattern ROWS = Pattern.compile("[0-9a-f]{64}");

  private final DatasetRepository repository;
  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();

  DatasetFiles(DatasetRepository repository, DataDirectory data) {
    this.repository = repository;
    this.folder = data.directory("datasets");
  }

  Path folder() {
    return folder;
  }

  StoredRows open(Dataset dataset) throws IOException {
    return MappedRows.open(
        folder.resolve(dataset.sha256()), dataset.rows(), RowLayout.of(dataset.columns()));
  }

  /** The same, once all bytes of the file were found to be those that its name stands for. */
  StoredRows openVerified(Dataset dataset, Runnable between) throws IOException {
    String found = Sha256.hex(folder.resolve(dataset.sha256()), between);
    if (!found.equals(dataset.sha256())) {
      throw new IOException("the bytes have another SHA-256 than when they were stored: " + found);
    }
    return open(dataset);
  }

  /** Makes a finished file visible and refers to it; if that fails the file goes again. */
  void publish(RowFile file, String sha256, Runnable insert) throws IOException {
    lock.lock();
    try {
      file.publish(sha256);
      insert.run();
    } catch (IOException | RuntimeException e) {
      removeUnreferenced(sha256, e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Removes a reference, and after that the file, if it was the last. */
  void remove(String sha256, Runnable delete) {
    lock.lock();
    try {
      delete.run();
      if (!repository.isReferenced(sha256)) {
        deleteFile(folder.resolve(sha256));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Deletes what a crash left behind: files in the making and files that nothing refers to. Only
   * for a process that alone uses the folder and does not take uploads yet.
   */
  void sweep() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (LEFTOVER.matcher(name).matches()
            || (ROWS.matcher(name).matches() && !repository.isReferenced(name))) {
          LOG.info("deleting {}, which an earlier process left behind", name);
          deleteFile(file);
        }
      }
    }
  }

  private void removeUnreferenced(String sha256, Exception failure) {
    try {
      if (!repository.isReferenced(sha256)) {
        deleteFile(folder.resolve(sha256));
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e); // the database is away: the next start sweeps the file
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the file {} is left behind", file.getFileName(), e);
    }
  }
}
