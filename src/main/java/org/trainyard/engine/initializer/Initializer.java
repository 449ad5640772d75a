package org.trainyard.engine.initializer;

import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/**
 * The rule that draws the first values of a linear layer.
 *
 * <p>Values are numbered by their place in the unpadded matrix, row after row, so that they depend
 * on the key and the shape alone.
 */
public sealed interface Initializer {

  /**
   * Draws the weights.
   *
   * @param weights (inputSize, units), written
   */
  void weights(Matrix weights, RandomKey key);

  /**
   * Draws the biases.
   *
   * @param bias (1, units), written
   * @param inputSize inputs of the layer
   */
  void bias(Matrix bias, int inputSize, RandomKey key);

  /**
   * PyTorch's default for a linear layer: weights and biases uniform in {@code ±1/sqrt(inputSize)}.
   */
  record Default() implements Initializer {

    @Override
    public void weights(Matrix weights, RandomKey key) {
      uniform(weights, 1 / Math.sqrt(weights.rows()), key);
    }

    @Override
    public void bias(Matrix bias, int inputSize, RandomKey key) {
      uniform(bias, 1 / Math.sqrt(inputSize), key);
    }
  }

  /** All weights and biases zero. */
  record Zeros() implements Initializer {

    @Override
    public void weights(Matrix weights, RandomKey key) {
      uniform(weights, 0, key);
    }

    @Override
    public void bias(Matrix bias, int inputSize, RandomKey key) {
      uniform(bias, 0, key);
    }
  }

  private static void uniform(Matrix values, double bound, RandomKey key) {
    long index = 0;
    for (int row = 0; row < values.rows(); row++) {
      for (int column = 0; column < values.columns(); column++) {
        values.set(row, column, key.uniform(index, -bound, bound));
        index++;
      }
    }
  }
}
