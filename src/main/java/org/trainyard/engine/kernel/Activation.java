package org.trainyard.engine.kernel;

/**
 * A function that a layer applies to each element by itself; names, formulas and defaults are
 * PyTorch's.
 *
 * <p>A new function is a record here, a value and a slope in {@link ScalarActivations}, and their
 * vector twins in the SIMD kernels.
 */
public sealed interface Activation {

  /**
   * What the gradient of an activation is computed from.
   *
   * <p>An activation whose gradient needs only its {@link #OUTPUT} may overwrite its input.
   */
  enum GradientSource {
    /** The input {@code x}. */
    INPUT,
    /** The output {@code y = f(x)}. */
    OUTPUT
  }

  /** What {@link Kernels#activationGradient} reads for this function; the other is ignored. */
  default GradientSource gradientSource() {
    return switch (this) {
      case Gelu _, Silu _ -> GradientSource.INPUT;
      case Sigmoid _, Tanh _, Relu _, LeakyRelu _, Elu _, Selu _, Softplus _ ->
          GradientSource.OUTPUT;
    };
  }

  /** {@code 1 / (1 + exp(-x))}. */
  record Sigmoid() implements Activation {}

  /** {@code tanh(x)}. */
  record Tanh() implements Activation {}

  /** {@code max(0, x)}; NaN stays NaN. */
  record Relu() implements Activation {}

  /**
   * {@code x} where it is positive, else {@code negativeSlope * x}.
   *
   * @param negativeSlope finite, at least 0; otherwise the sign of {@code x} would be lost in
   *     {@code y}
   */
  record LeakyRelu(float negativeSlope) implements Activation {

    public LeakyRelu {
      if (!(negativeSlope >= 0f && negativeSlope <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "negativeSlope must be finite and at least 0, got " + negativeSlope);
      }
    }
  }

  /**
   * {@code x} where it is positive, else {@code alpha * (exp(x) - 1)}. Source: Clevert,
   * Unterthiner, Hochreiter, "Fast and accurate deep network learning by exponential linear units",
   * 2015, arXiv 1511.07289.
   *
   * @param alpha finite, at least 0
   */
  record Elu(float alpha) implements Activation {

    public Elu {
      if (!(alpha >= 0f && alpha <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException("alpha must be finite and at least 0, got " + alpha);
      }
    }
  }

  /**
   * {@code scale * x} where it is positive, else {@code scale * alpha * (exp(x) - 1)}, with the two
   * constants that keep mean 0 and variance 1. Source: Klambauer, Unterthiner, Mayr, Hochreiter,
   * "Self-normalizing neural networks", 2017, arXiv 1706.02515.
   */
  record Selu() implements Activation {}

  /**
   * {@code x * Phi(x)}, with the distribution function {@code Phi} of the normal distribution: the
   * exact form, not the one with tanh. Source: Hendrycks, Gimpel, "Gaussian error linear units",
   * 2016, arXiv 1606.08415.
   */
  record Gelu() implements Activation {}

  /** {@code x / (1 + exp(-x))}, also called swish. */
  record Silu() implements Activation {}

  /** {@code log(1 + exp(x))}; {@code x} itself above 20. */
  record Softplus() implements Activation {}
}
