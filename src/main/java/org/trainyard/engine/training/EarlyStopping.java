package org.trainyard.engine.training;

/**
 * Ends a training that no longer gets better.
 *
 * @param metric what is watched
 * @param patience how many epochs in a row may be no better than the best before the training ends,
 *     at least 1
 * @param minimumDelta by how much an epoch must be better to count, at least 0
 */
public record EarlyStopping(Monitored metric, int patience, double minimumDelta) {

  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be at least 1, got " + patience);
    }
    if (!(minimumDelta >= 0 && minimumDelta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "minimumDelta must be at least 0 and finite, got " + minimumDelta);
    }
  }

  /** A figure of an epoch. */
  public enum Monitored {
    /** Of the validation rows; of the training rows where there are none. */
    LOSS,
    /** Of the validation rows; of the training rows where there are none. */
    METRIC,
    TRAINING_LOSS,
    TRAINING_METRIC;

    /** The same figure of the validation rows, where there are any. */
    Monitored ofValidation() {
      return switch (this) {
        case LOSS, TRAINING_LOSS -> LOSS;
        case METRIC, TRAINING_METRIC -> METRIC;
      };
    }
  }
}
