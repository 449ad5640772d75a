package org.trainyard.engine.training;

import java.util.OptionalInt;

/**
 * The loss or a weight is no longer a finite number. The step is the one that made it so: its loss
 * is not finite, or its loss is and one of the weights behind its update is not.
 */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final int step;
  private final int layer;
  private final double lastFiniteLoss;

  /**
   * Says where it happened.
   *
   * @param epoch 1-based
   * @param step of the epoch, 1-based
   * @param layer the first one with a number that is not finite, from 0; empty: only the loss
   * @param lastFiniteLoss of a minibatch; NaN if the very first was not finite
   */
  public TrainingDivergedException(int epoch, int step, OptionalInt layer, double lastFiniteLoss) {
    super(
        "%s not finite in epoch %d, step %d; the last finite loss was %s"
            .formatted(
                layer.isPresent() ? "layer %d is".formatted(layer.getAsInt()) : "the loss is",
                epoch,
                step,
                lastFiniteLoss));
    this.epoch = epoch;
    this.step = step;
    this.layer = layer.orElse(-1);
    this.lastFiniteLoss = lastFiniteLoss;
  }

  public int epoch() {
    return epoch;
  }

  public int step() {
    return step;
  }

  /** The first layer with a number that is not finite, from 0; empty: only the loss is not. */
  public OptionalInt layer() {
    return layer < 0 ? OptionalInt.empty() : OptionalInt.of(layer);
  }

  /** NaN if the very first loss was not finite. */
  public double lastFiniteLoss() {
    return lastFiniteLoss;
  }
}
