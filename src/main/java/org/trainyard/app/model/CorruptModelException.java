package org.trainyard.app.model;

/** A stored model is not what was written. */
final class CorruptModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CorruptModelException(String reason) {
    super("the model file is damaged: " + reason);
  }

  CorruptModelException(String reason, Throwable cause) {
    super("the model file is damaged: " + reason, cause);
  }
}
