package org.trainyard.engine.layer;

import java.util.List;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * One layer of a network: its parameters and what it computes.
 *
 * <p>A layer keeps nothing of a batch: outputs and gradients belong to a {@link LayerRun} or to the
 * caller of {@link #predict}. So one layer serves any number of predictions at the same time.
 */
sealed interface Layer
    permits Linear, ActivationLayer, SoftmaxLayer, DropoutLayer, BatchNormLayer, LayerNormLayer {

  int outputSize();

  /** What training changes by gradients: weights, then biases; none for an activation. */
  List<Parameter> parameters();

  /** What training changes otherwise and prediction reads, such as running means. */
  default List<Parameter> buffers() {
    return List.of();
  }

  /**
   * {@code Y = f(X)} as in prediction, for the rows {@code [from, to)}.
   *
   * @param input (rows, inputSize)
   * @param output (rows, outputSize), written
   */
  void predict(Matrix input, Matrix output, int from, int to);

  /** Whether an output depends on the other rows of a minibatch. */
  default boolean needsWholeBatch() {
    return false;
  }

  /** The layer at work in a training. */
  LayerRun newRun(LayerRun.Place place);
}
