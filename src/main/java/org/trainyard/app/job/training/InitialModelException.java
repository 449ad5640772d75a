package org.trainyard.app.job.training;

import org.trainyard.app.web.ProblemException;

/** The model whose weights a training starts with cannot be read. */
public final class InitialModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InitialModelException(ProblemException cause) {
    super(cause.problems().getFirst().detail(), cause);
  }
}
