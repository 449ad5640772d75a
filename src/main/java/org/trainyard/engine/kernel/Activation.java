package org.trainyard.engine.kernel;

/**
 * A function that a layer applies to each element by itself.
 *
 * <p>A new function is a constant here, a value and a slope in {@link Elementary}, and their vector
 * twins in the SIMD kernels.
 */
public enum Activation {
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code tanh(x)}. */
  TANH,
  /** {@code max(0, x)}; NaN stays NaN. */
  RELU
}
