package org.trainyard.app.job.run;

import java.time.Duration;

/** A training has taken longer than any may. */
final class WallTimeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration most;

  WallTimeException(Duration most) {
    super("a training may take " + most);
    this.most = most;
  }

  Duration most() {
    return most;
  }
}
