package org.trainyard.app.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The directory that holds the database, the data sets and the models.
 *
 * <p>With the embedded database one process owns it, by a lock on the file {@code .lock}; a second
 * process is refused before it has touched anything.
 */
@Component
public final class DataDirectory implements DisposableBean {

  private final Path root;
  private final @Nullable FileChannel lock;

  DataDirectory(StorageProperties properties, Database database) {
    this.root = properties.dataDirectory().toAbsolutePath().normalize();
    directory("");
    this.lock =
        switch (database) {
          case SQLITE -> lockedFor(root);
          case POSTGRESQL -> null;
        };
  }

  public Path root() {
    return root;
  }

  /** A sub-directory, made if it is absent. */
  public Path directory(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the directory " + root.resolve(name), e);
    }
  }

  /** Whether no other process can use the directory while this one does. */
  public boolean isExclusive() {
    return lock != null;
  }

  @Override
  public void destroy() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private static FileChannel lockedFor(Path root) {
    try {
      FileChannel channel =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new DataDirectoryInUseException(root);
      }
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the data directory " + root, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
