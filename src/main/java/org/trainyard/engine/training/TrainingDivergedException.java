package org.trainyard.engine.training;

/** The loss or a weight is no longer a finite number. */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final int step;
  private final double lastFiniteLoss;

  public TrainingDivergedException(int epoch, int step, double lastFiniteLoss) {
    super(
        "the loss is not finite in epoch %d, step %d; the last finite loss was %s"
            .formatted(epoch, step, lastFiniteLoss));
    this.epoch = epoch;
    this.step = step;
    this.lastFiniteLoss = lastFiniteLoss;
  }

  public int epoch() {
    return epoch;
  }

  public int step() {
    return step;
  }

  /** NaN if the very first loss was not finite. */
  public double lastFiniteLoss() {
    return lastFiniteLoss;
  }
}
