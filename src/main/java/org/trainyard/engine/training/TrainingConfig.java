package org.trainyard.engine.training;

import java.time.Duration;
import java.util.Optional;
import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.schedule.Schedule;
import org.trainyard.engine.training.EarlyStopping.Monitored;

/**
 * How to train; made by a {@link #builder}.
 *
 * @param epochs at least 1
 * @param batchSize rows of a minibatch, at least 1; the last one of an epoch may be smaller
 * @param order of the rows in each epoch
 * @param seed of the order and of dropout
 * @param schedule of the learning rate
 * @param regularization what is added to the gradient, and the bound on the weights
 * @param clipping of the gradients
 * @param earlyStopping when to give up; empty: never
 * @param finalWeights which weights the network has at the end
 * @param timeLimit of the training, validation included, from 0 to 2^63 ns (292 years); asked
 *     before each step and each batch of the validation; empty: none
 * @param threads how many may work on a minibatch; never changes a result
 * @param diagnosis whether each epoch is looked at layer by layer
 */
public record TrainingConfig(
    int epochs,
    int batchSize,
    Order order,
    long seed,
    Loss loss,
    Metric metric,
    Optimizer optimizer,
    Schedule schedule,
    Regularization regularization,
    GradientClipping clipping,
    Optional<EarlyStopping> earlyStopping,
    FinalWeights finalWeights,
    Optional<Duration> timeLimit,
    Threads threads,
    Diagnosis diagnosis) {

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  public TrainingConfig {
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "epochs and batchSize must be at least 1, got %d and %d".formatted(epochs, batchSize));
    }
    timeLimit.ifPresent(TrainingConfig::requireTime);
  }

  private static void requireTime(Duration limit) {
    if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "timeLimit must be from 0 to %s, got %s".formatted(LONGEST, limit));
    }
  }

  /** What the best epoch is chosen by. */
  Monitored bestBy() {
    return earlyStopping.map(rule -> rule.metric().ofValidation()).orElse(Monitored.LOSS);
  }

  /** Starts with what must be said; everything else has a default. */
  public static TrainingConfigBuilder builder(Loss loss, Metric metric, Optimizer optimizer) {
    return new TrainingConfigBuilder(loss, metric, optimizer);
  }

  /** The order of the rows in each epoch. */
  public enum Order {
    SHUFFLED,
    AS_GIVEN
  }

  /** Which weights the network has when training ends. */
  public enum FinalWeights {
    /**
     * Those of the best epoch: the one with the lowest loss, or with the best metric if that is
     * what early stopping watches; of the validation rows, of the training rows where there are
     * none. The first of equal ones.
     */
    BEST,
    /** Those after the last step, which a time limit may put in the midst of an epoch. */
    LAST
  }

  /** Whether each epoch is looked at layer by layer. */
  public enum Diagnosis {
    EVERY_EPOCH,
    NONE
  }
}
