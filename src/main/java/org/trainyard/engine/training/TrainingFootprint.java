package org.trainyard.engine.training;

import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/**
 * How much of a machine a training takes, told before anything of it exists. Bytes are those of the
 * arrays; rows of samples are not among them, since they are the caller's, nor a few megabytes by
 * which the arrays are rounded up.
 *
 * @param threads that work on a minibatch
 * @param weightBytes the weights, their gradients and the transposed weights of the way back
 * @param optimizerBytes what the optimizer remembers
 * @param activationBytes outputs and gradients of all layers, for the rows that are on their way
 * @param copyBytes the best weights so far, and a checkpoint while it is written
 */
public record TrainingFootprint(
    int threads, long weightBytes, long optimizerBytes, long activationBytes, long copyBytes) {

  private static final long FLOAT = Float.BYTES;

  /** A chunk of a minibatch has at most so many times the rows that its threads take at once. */
  private static final double MOST_OF_A_CHUNK = 1.5;

  /** All of it. */
  public long bytes() {
    return weightBytes + optimizerBytes + activationBytes + copyBytes;
  }

  /**
   * The footprint of a training.
   *
   * @param batchSize rows of a minibatch
   * @param threads as in {@link TrainingConfig#threads()}
   * @param validationRows 0 without validation
   */
  public static TrainingFootprint of(
      NetworkSpec network,
      Optimizer optimizer,
      FinalWeights finalWeights,
      int batchSize,
      int threads,
      long validationRows) {
    long parameters = network.parameterCount();
    int members = Threads.of(threads, parameters, batchSize);
    long slots = slots(optimizer);
    long copies =
        switch (finalWeights) {
          case BEST -> 1;
          case LAST -> 0;
        };
    long rows = rowsAtOnce(network, batchSize, members);
    long evaluated = Math.min(Evaluator.BATCH_SIZE, validationRows);
    long outputs = outputs(network);
    return new TrainingFootprint(
        members,
        3 * parameters * FLOAT,
        slots * parameters * FLOAT,
        (rows * (network.inputSize() + 2 * outputs) + evaluated * (network.inputSize() + outputs))
            * FLOAT,
        (copies + 1 + slots + copies) * parameters * FLOAT);
  }

  private static long rowsAtOnce(NetworkSpec network, int batchSize, int members) {
    if (network.layers().stream().anyMatch(LayerSpec.BatchNorm.class::isInstance)) {
      return batchSize;
    }
    double most = MOST_OF_A_CHUNK * members * BlockRows.of(network.parameterCount());
    return Math.min(batchSize, (long) most);
  }

  /** Outputs of all layers, for one row. */
  private static long outputs(NetworkSpec network) {
    long sum = 0;
    long size = network.inputSize();
    for (LayerSpec layer : network.layers()) {
      if (layer instanceof LayerSpec.Linear linear) {
        size = linear.units();
      }
      sum += size;
    }
    return sum;
  }

  /** Numbers that are remembered of each parameter, at most. */
  private static long slots(Optimizer optimizer) {
    return switch (optimizer) {
      case Optimizer.Sgd _ -> 1; // a schedule may bring momentum
      case Optimizer.Adagrad _ -> 1;
      case Optimizer.Adam _, Optimizer.AdamW _, Optimizer.RmsProp _ -> 2;
    };
  }
}
