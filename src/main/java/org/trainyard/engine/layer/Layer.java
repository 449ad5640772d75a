package org.trainyard.engine.layer;

import java.util.List;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * One layer of a network: its parameters and what it computes.
 *
 * <p>A layer keeps nothing of a batch: outputs, gradients and scratch belong to a {@link
 * NetworkRun}. So one layer serves any number of predictions at the same time.
 */
sealed interface Layer permits Linear, ActivationLayer {

  LayerSpec spec();

  int outputSize();

  /** Weights, then biases; none for an activation. */
  List<Parameter> parameters();

  /** Memory that {@link #inputGradient} overwrites, for one run. */
  Matrix newScratch();

  /**
   * {@code Y = f(X)}.
   *
   * @param input (batch, inputSize)
   * @param output (batch, outputSize), written
   */
  void forward(Matrix input, Matrix output);

  /**
   * The gradients of the loss by this layer's parameters: {@code dL/dW}, {@code dL/db}.
   *
   * @param input (batch, inputSize), of the forward pass
   * @param outputGradient (batch, outputSize), {@code dL/dY}
   * @param gradients one for each of {@link #parameters()}, of the same shape, written
   */
  void parameterGradients(Matrix input, Matrix outputGradient, List<Matrix> gradients);

  /**
   * The gradient of the loss by this layer's input, {@code dL/dX}.
   *
   * @param output (batch, outputSize), of the forward pass
   * @param outputGradient (batch, outputSize), {@code dL/dY}
   * @param inputGradient (batch, inputSize), written
   */
  void inputGradient(Matrix output, Matrix outputGradient, Matrix inputGradient, Matrix scratch);
}
