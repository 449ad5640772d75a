package org.trainyard.engine.loss;

/** What training minimizes: the mean over the rows of a minibatch. */
public sealed interface Loss {

  /** Softmax and cross-entropy in one; outputs are logits, the target is the index of the class. */
  record CrossEntropy() implements Loss {}

  /** Sigmoid and binary cross-entropy in one; outputs are logits, targets are in [0, 1]. */
  record BinaryCrossEntropy() implements Loss {}

  /** The mean of the squared differences over rows and outputs. */
  record MeanSquaredError() implements Loss {}
}
