package org.trainyard.engine.training;

import java.util.Optional;

/**
 * How training ended.
 *
 * @param last the last epoch that was completed, validation included, if any was; after a time
 *     limit the network may be some steps ahead of it, or all those of an epoch whose validation
 *     was cut short
 * @param best the best epoch, as {@link TrainingConfig.FinalWeights#BEST} says, if one was
 *     completed
 * @param position where the training can go on, with the weights as they were there; one that came
 *     to its end comes to the same end from there, without a step
 */
public record TrainingResult(
    StopReason reason,
    Optional<EpochResult> last,
    Optional<EpochResult> best,
    Checkpoint position) {

  /** Why training ended. */
  public enum StopReason {
    COMPLETED,
    EARLY_STOPPED,
    TIME_LIMIT,
    STOP_REQUESTED
  }
}
