package org.trainyard.app.job.training;

/** The time that a training was given was over before its first epoch, so there is no model. */
public final class TimeLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TimeLimitException(double seconds) {
    super(
        "training.maximumSeconds (%s) passed before the first epoch was complete"
            .formatted(seconds));
  }
}
