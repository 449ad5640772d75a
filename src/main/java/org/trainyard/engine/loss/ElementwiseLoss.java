package org.trainyard.engine.loss;

import org.trainyard.engine.kernel.Elementary;
import org.trainyard.engine.tensor.Matrix;

/** A loss that compares each output with its own target: the mean over rows and outputs. */
public sealed interface ElementwiseLoss extends Loss {

  /** The loss of one output {@code y} with the target {@code t}. */
  double value(float y, float t);

  /** Its derivative by {@code y}. */
  float slope(float y, float t);

  @Override
  default double normalizer(Matrix targets, int rows, int outputSize) {
    return (double) rows * outputSize;
  }

  @Override
  default void evaluate(
      Matrix outputs,
      Matrix targets,
      int from,
      int to,
      double normalizer,
      Matrix gradient,
      double[] rowLosses) {
    float divisor = (float) normalizer;
    for (int row = from; row < to; row++) {
      double sum = 0;
      for (int column = 0; column < outputs.columns(); column++) {
        float y = outputs.get(row, column);
        float t = targets.get(row, column);
        sum += value(y, t);
        gradient.set(row, column, slope(y, t) / divisor);
      }
      rowLosses[row] = sum;
    }
  }

  /**
   * Sigmoid and binary cross-entropy in one: {@code max(y, 0) - y t + log(1 + exp(-|y|))}, with the
   * gradient {@code sigmoid(y) - t}. Outputs are logits, targets are in [0, 1].
   */
  record BinaryCrossEntropy() implements ElementwiseLoss {

    @Override
    public double value(float y, float t) {
      double linear = (double) Math.max(y, 0f) - (double) y * t;
      return linear + Elementary.log1p(Elementary.exp(-Math.abs(y)));
    }

    @Override
    public float slope(float y, float t) {
      return Elementary.sigmoid(y) - t;
    }
  }

  /**
   * Binary cross-entropy of probabilities, as they come out of a sigmoid layer: {@code -(t log(y) +
   * (1 - t) log(1 - y))}, each logarithm at least -100. Source: PyTorch's BCELoss.
   */
  record BinaryCrossEntropyOnProbabilities() implements ElementwiseLoss {

    private static final double LOWEST_LOG = -100;

    @Override
    public double value(float y, float t) {
      return -(t * log(y) + (1.0 - t) * log(1f - y));
    }

    private static double log(float probability) {
      return Math.max(LOWEST_LOG, Elementary.log(probability));
    }

    @Override
    public float slope(float y, float t) {
      return (y - t) / Math.max(y * (1f - y), 1e-12f);
    }
  }

  /** {@code (y - t)^2}. */
  record MeanSquaredError() implements ElementwiseLoss {

    @Override
    public double value(float y, float t) {
      double difference = y - t;
      return difference * difference;
    }

    @Override
    public float slope(float y, float t) {
      return 2f * (y - t);
    }
  }

  /** {@code |y - t|}, with the slope 0 at 0. */
  record MeanAbsoluteError() implements ElementwiseLoss {

    @Override
    public double value(float y, float t) {
      return Math.abs(y - t);
    }

    @Override
    public float slope(float y, float t) {
      return Math.signum(y - t);
    }
  }

  /**
   * {@code d^2 / 2} where {@code d = |y - t|} is at most delta, else {@code delta (d - delta / 2)}.
   * Source: Huber, "Robust estimation of a location parameter", 1964.
   *
   * @param delta positive
   */
  record Huber(double delta) implements ElementwiseLoss {

    public Huber {
      if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("delta must be positive and finite, got " + delta);
      }
    }

    @Override
    public double value(float y, float t) {
      double distance = Math.abs(y - t);
      return distance <= delta ? distance * distance / 2 : delta * (distance - delta / 2);
    }

    @Override
    public float slope(float y, float t) {
      return Math.clamp(y - t, (float) -delta, (float) delta);
    }
  }
}
