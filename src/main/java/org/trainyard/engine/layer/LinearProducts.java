package org.trainyard.engine.layer;

import org.trainyard.engine.tensor.Matrix;

/** The three products of a linear layer in training. The way they are computed changes no bit. */
sealed interface LinearProducts permits RowMajorProducts, PackedProducts {

  /** {@code Y = X W + b} for the rows {@code [from, to)} of a minibatch. */
  void forward(int from, int to);

  /** What must be done of the rows on the way back: {@code dL/dX = dL/dY W^T}, if it is needed. */
  void backward(int from, int to);

  /** Whether there is anything to do on the way back. */
  boolean needsBackward();

  /** {@code dL/dW}, (inputs, outputs). */
  Matrix weightGradient();

  /** {@code dL/dW = X^T dL/dY}, the rows {@code [from, to)}, over the first minibatch rows. */
  void computeWeightGradient(int batchRows, int from, int to);

  /** Goes on with the sums of {@link #computeWeightGradient} over further rows. */
  void addWeightGradient(int batchRows, int from, int to);

  /** Told after the rows {@code [from, to)} of the weights were changed. */
  void weightsChanged(int from, int to);
}
