package org.trainyard.engine.initializer;

/** The rule that draws the first values of a linear layer. */
public sealed interface Initializer {

  /**
   * PyTorch's default for a linear layer: weights and biases uniform in {@code ±1/sqrt(inputSize)}.
   */
  record Default() implements Initializer {}

  /** All weights and biases zero. */
  record Zeros() implements Initializer {}
}
