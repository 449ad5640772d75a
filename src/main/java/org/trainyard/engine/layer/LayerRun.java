package org.trainyard.engine.layer;

import java.util.List;
import java.util.Optional;
import org.trainyard.engine.parallel.Task;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;

/**
 * A layer at work in one training: the memory of its forward and backward pass, and the tasks that
 * fill it. Tasks allocate nothing.
 */
interface LayerRun {

  /** {@code Y}, (maxRows, outputSize). */
  Matrix output();

  /** Where the next layer, or the loss, writes {@code dL/dY}; (maxRows, outputSize). */
  Matrix outputGradient();

  /** Computes {@code Y} from the input. */
  Task forward();

  /** Computes {@code dL/dX} from {@code dL/dY}; empty if nobody needs it. */
  Optional<Task> backward();

  /** The parameters with their gradients, weights then biases; none for most layers. */
  default List<TrainedParameter> parameters() {
    return List.of();
  }

  /**
   * Whether {@link #backward} reads {@link #output}. If not, the next layer may overwrite the
   * output once it has read it.
   */
  default OutputUse outputUse() {
    return OutputUse.NOT_READ_AGAIN;
  }

  /** What the layer itself does with its output after the forward pass. */
  enum OutputUse {
    READ_AGAIN,
    NOT_READ_AGAIN
  }

  /**
   * Where a layer stands in a training.
   *
   * @param input (maxRows, inputSize), {@code X}
   * @param inputUse whether the layer before reads {@code X} again; if not, it may be overwritten
   * @param inputGradient (maxRows, inputSize), where {@code dL/dX} goes; empty if nobody needs it
   * @param maxRows of a minibatch
   * @param memory for the matrices of the layer
   * @param clock tells which rows of the training are at work
   * @param key of the random numbers of this layer
   */
  record Place(
      Matrix input,
      OutputUse inputUse,
      Optional<Matrix> inputGradient,
      int maxRows,
      Slab memory,
      StepClock clock,
      RandomKey key) {}
}
