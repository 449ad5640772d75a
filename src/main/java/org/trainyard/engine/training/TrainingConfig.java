package org.trainyard.engine.training;

import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Optimizer;

/**
 * How to train.
 *
 * @param epochs at least 1
 * @param batchSize rows of a minibatch, at least 1; the last one of an epoch may be smaller
 * @param order of the rows in each epoch
 * @param seed of the order
 * @param finalWeights which weights the network has at the end
 */
public record TrainingConfig(
    int epochs,
    int batchSize,
    Order order,
    long seed,
    Loss loss,
    Metric metric,
    Optimizer optimizer,
    FinalWeights finalWeights) {

  public TrainingConfig {
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "epochs and batchSize must be at least 1, got %d and %d".formatted(epochs, batchSize));
    }
  }

  /** The order of the rows in each epoch. */
  public enum Order {
    SHUFFLED,
    AS_GIVEN
  }

  /** Which weights the network has when training ends. */
  public enum FinalWeights {
    /** Those of the epoch with the lowest validation loss; training loss without validation. */
    BEST,
    LAST
  }
}
