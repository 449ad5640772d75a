package org.trainyard.engine.initializer;

import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;

/**
 * The rule that draws the first values of a linear layer. {@code inputs} and {@code outputs} stand
 * for the numbers of both of the layer, PyTorch's fan_in and fan_out.
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
   * Draws the biases: as PyTorch's default, uniform in {@code ±1/sqrt(inputs)}, because the rules
   * of Xavier, He and LeCun speak of weights only.
   *
   * @param bias (1, units), written
   * @param inputSize inputs of the layer
   */
  default void bias(Matrix bias, int inputSize, RandomKey key) {
    Draws.uniform(bias, 1 / Math.sqrt(inputSize), key);
  }

  /**
   * PyTorch's default for a linear layer: weights and biases uniform in {@code ±1/sqrt(inputs)}.
   */
  record Default() implements Initializer {
    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.uniform(weights, 1 / Math.sqrt(weights.rows()), key);
    }
  }

  /**
   * Weights uniform in {@code ±sqrt(6 / (inputs + outputs))}. Source: Glorot and Bengio,
   * "Understanding the difficulty of training deep feedforward neural networks", 2010, equation 16.
   */
  record XavierUniform() implements Initializer {
    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.uniform(weights, Math.sqrt(6.0 / (weights.rows() + weights.columns())), key);
    }
  }

  /** Weights normal with variance {@code 2 / (inputs + outputs)}. Source: as XavierUniform. */
  record XavierNormal() implements Initializer {
    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.normal(weights, Math.sqrt(2.0 / (weights.rows() + weights.columns())), key);
    }
  }

  /**
   * Weights uniform in {@code ±sqrt(6 / inputs)}. Source: He, Zhang, Ren, Sun, "Delving deep into
   * rectifiers", 2015, equation 10.
   */
  record HeUniform() implements Initializer {
    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.uniform(weights, Math.sqrt(6.0 / weights.rows()), key);
    }
  }

  /** Weights normal with variance {@code 2 / inputs}. Source: as HeUniform. */
  record HeNormal() implements Initializer {
    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.normal(weights, Math.sqrt(2.0 / weights.rows()), key);
    }
  }

  /**
   * Weights normal with variance {@code 1 / inputs}. Source: LeCun et al., "Efficient BackProp".
   */
  record LecunNormal() implements Initializer {
    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.normal(weights, Math.sqrt(1.0 / weights.rows()), key);
    }
  }

  /**
   * All weights the same, all biases zero: units that start equal stay equal and learn nothing.
   *
   * @param value finite
   */
  record Constant(double value) implements Initializer {
    public Constant {
      requireFinite("value", value);
    }

    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.constant(weights, value);
    }

    @Override
    public void bias(Matrix bias, int inputSize, RandomKey key) {
      Draws.constant(bias, 0);
    }
  }

  /**
   * Weights uniform in {@code [low, high)}.
   *
   * @param low finite
   * @param high finite, at least low
   */
  record Uniform(double low, double high) implements Initializer {
    public Uniform {
      requireFinite("low", low);
      requireFinite("high", high);
      if (low > high) {
        throw new IllegalArgumentException(
            "low must be at most high, got %s and %s".formatted(low, high));
      }
    }

    @Override
    public void weights(Matrix weights, RandomKey key) {
      Draws.uniform(weights, low, high, key);
    }
  }

  /** All weights and biases zero. */
  static Initializer zeros() {
    return new Constant(0);
  }

  /** All weights one, all biases zero. */
  static Initializer ones() {
    return new Constant(1);
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be finite, got %s".formatted(name, value));
    }
  }
}
