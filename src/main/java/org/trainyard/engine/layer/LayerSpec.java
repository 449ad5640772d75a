package org.trainyard.engine.layer;

import org.trainyard.engine.initializer.Initializer;

/** What a layer is, without its numbers: it goes into specifications and into stored models. */
public sealed interface LayerSpec {

  /**
   * A fully connected layer, {@code Y = X W + b}.
   *
   * @param units number of outputs, {@code units >= 1}
   */
  record Linear(int units, Bias bias, Initializer initializer) implements LayerSpec {
    public Linear {
      if (units < 1) {
        throw new IllegalArgumentException("units must be at least 1, got " + units);
      }
    }
  }

  /** {@code 1 / (1 + exp(-x))}, element by element. */
  record Sigmoid() implements LayerSpec {}

  /** {@code tanh(x)}, element by element. */
  record Tanh() implements LayerSpec {}

  /** {@code max(0, x)}, element by element. */
  record Relu() implements LayerSpec {}

  /** Whether a linear layer adds a learned constant to each output. */
  enum Bias {
    WITH_BIAS,
    WITHOUT_BIAS
  }
}
