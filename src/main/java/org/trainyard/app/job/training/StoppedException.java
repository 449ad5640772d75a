package org.trainyard.app.job.training;

/** A stop was asked for while rows were read. */
final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("the run was asked to stop");
  }
}
