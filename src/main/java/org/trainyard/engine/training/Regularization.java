package org.trainyard.engine.training;

/**
 * What keeps weights small beside the optimizer's weight decay; biases and the parameters of
 * normalization layers are left alone.
 *
 * @param l1 {@code l1 * sign(w)} is added to the gradient of each weight, at least 0. The reported
 *     loss does not contain the penalty
 * @param maxNorm after each step the incoming weights of a unit are scaled down to this Euclidean
 *     norm if theirs is larger; {@code Double.POSITIVE_INFINITY}: no bound. Source: Srivastava et
 *     al., "Dropout", JMLR 15 (2014), section 5.1
 */
public record Regularization(double l1, double maxNorm) {

  /** Nothing beside the optimizer's own weight decay. */
  public static final Regularization NONE = new Regularization(0, Double.POSITIVE_INFINITY);

  public Regularization {
    if (!(l1 >= 0 && l1 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("l1 must be at least 0 and finite, got " + l1);
    }
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("maxNorm must be positive, got " + maxNorm);
    }
  }
}
