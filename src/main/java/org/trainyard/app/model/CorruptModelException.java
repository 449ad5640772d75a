package org.trainyard.app.model;

/** A stored model is not what was written. */
final class CorruptModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  CorruptModelException(String reason) {
    super("the model file is damaged: " + reason);
    this.reason = reason;
  }

  CorruptModelException(String reason, Throwable cause) {
    super("the model file is damaged: " + reason, cause);
    this.reason = reason;
  }

  /** What is wrong, as the end of a sentence about the file. */
  String reason() {
    return reason;
  }
}
