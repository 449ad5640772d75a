package org.trainyard.engine.training;

import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.NetworkSpec;
import org.trainyard.engine.optimizer.Adagrad;
import org.trainyard.engine.optimizer.Adam;
import org.trainyard.engine.optimizer.AdamW;
import org.trainyard.engine.optimizer.Optimizer;
import org.trainyard.engine.optimizer.RmsProp;
import org.trainyard.engine.optimizer.Sgd;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.training.TrainingConfig.FinalWeights;

/**
 * How much of a machine a training takes, told before anything of it exists. Bytes are those of the
 * arrays with the padding of their rows, which is most of a layer of few units; rows of samples are
 * not among them, since they are the caller's, nor a few megabytes by which the arrays are rounded
 * up.
 *
 * @param threads that work on a minibatch
 * @param weightBytes the weights, their gradients, and copies of them for the products
 * @param optimizerBytes what the optimizer remembers
 * @param activationBytes outputs and gradients of all layers, for the rows that are on their way,
 *     and the targets and scores of a minibatch
 * @param copyBytes the best weights so far, and a checkpoint while it is written
 */
public record TrainingFootprint(
    int threads, long weightBytes, long optimizerBytes, long activationBytes, long copyBytes) {

  /** Rows that an evaluation gathers at once. */
  public static final int EVALUATED_ROWS = Evaluator.BATCH_SIZE;

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
      Threads threads,
      long validationRows) {
    long parameters = network.parameterCount();
    int members = threads.of(parameters, batchSize);
    long slots = slots(optimizer);
    long copies =
        switch (finalWeights) {
          case BEST -> 1;
          case LAST -> 0;
        };
    int rows = rowsAtOnce(network, batchSize, members);
    long evaluated = Math.min(Evaluator.BATCH_SIZE, validationRows);
    long input = Matrix.strideOf(network.inputSize());
    long output = Matrix.strideOf(network.outputSize());
    LayerElements elements = LayerElements.of(network, rows);
    return new TrainingFootprint(
        members,
        (2 * elements.weights() + elements.copies()) * FLOAT,
        slots * elements.weights() * FLOAT,
        ((long) rows * (input + elements.passes())
                    + evaluated * (input + elements.outputs() + output))
                * FLOAT
            + batchSize * (output * FLOAT + 2L * Double.BYTES),
        (copies + 1 + slots + copies) * parameters * FLOAT);
  }

  private static int rowsAtOnce(NetworkSpec network, int batchSize, int members) {
    if (network.layers().stream().anyMatch(LayerSpec.BatchNorm.class::isInstance)) {
      return batchSize;
    }
    double most = MOST_OF_A_CHUNK * members * BlockRows.of(network.parameterCount());
    return (int) Math.min(batchSize, most);
  }

  /** Numbers that are remembered of each parameter, at most. */
  private static long slots(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd _ -> 1; // a schedule may bring momentum
      case Adagrad _ -> 1;
      case Adam _, AdamW _, RmsProp _ -> 2;
    };
  }
}
