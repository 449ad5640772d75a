package org.trainyard.app.storage;

import java.nio.file.Path;

/** Another process of the service owns the data directory. */
final class DataDirectoryInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DataDirectoryInUseException(Path root) {
    super("another Trainyard process uses the data directory " + root);
  }
}
