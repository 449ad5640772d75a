package org.trainyard.engine.loss;

import org.trainyard.engine.kernel.Elementary;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.Matrix;

/** What training minimizes: the mean over the rows of a minibatch. Stateless. */
public sealed interface Loss {

  /**
   * The mean loss of a batch and its gradient.
   *
   * @param outputs (batch, outputSize), batch at least 1
   * @param targets (batch, targetSize)
   * @param gradient (batch, outputSize), written: the derivative of the mean loss by each output
   */
  double evaluate(Matrix outputs, Matrix targets, Matrix gradient);

  /**
   * Softmax and cross-entropy in one: {@code log(sum_j exp(y_j)) - y_t}, with the gradient {@code
   * softmax(y) - onehot(t)}. Outputs are logits, the target is the index {@code t} of the class.
   */
  record CrossEntropy() implements Loss {

    @Override
    public double evaluate(Matrix outputs, Matrix targets, Matrix gradient) {
      int rows = outputs.rows();
      float[] slopes = gradient.data();
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        int target = (int) targets.get(row, 0);
        int start = gradient.index(row, 0);
        float logit = outputs.get(row, target);
        sum +=
            Kernels.softmax(outputs.data(), outputs.index(row, 0), slopes, start, outputs.columns())
                - logit;
        slopes[start + target] -= 1f;
        for (int j = start; j < start + outputs.columns(); j++) {
          slopes[j] /= rows;
        }
      }
      return sum / rows;
    }
  }

  /**
   * Sigmoid and binary cross-entropy in one: {@code max(y, 0) - y t + log(1 + exp(-|y|))}, with the
   * gradient {@code sigmoid(y) - t}, as means over rows and outputs. Outputs are logits, targets
   * are in [0, 1].
   */
  record BinaryCrossEntropy() implements Loss {

    @Override
    public double evaluate(Matrix outputs, Matrix targets, Matrix gradient) {
      int count = outputs.rows() * outputs.columns();
      double sum = 0;
      for (int row = 0; row < outputs.rows(); row++) {
        for (int column = 0; column < outputs.columns(); column++) {
          float y = outputs.get(row, column);
          float t = targets.get(row, column);
          sum += (double) Math.max(y, 0f) - (double) y * t;
          sum += Elementary.log1p(Elementary.exp(-Math.abs(y)));
          gradient.set(row, column, (Elementary.sigmoid(y) - t) / count);
        }
      }
      return sum / count;
    }
  }

  /** {@code (y - t)^2}, the mean over rows and outputs. */
  record MeanSquaredError() implements Loss {

    @Override
    public double evaluate(Matrix outputs, Matrix targets, Matrix gradient) {
      int count = outputs.rows() * outputs.columns();
      double sum = 0;
      for (int row = 0; row < outputs.rows(); row++) {
        for (int column = 0; column < outputs.columns(); column++) {
          float difference = outputs.get(row, column) - targets.get(row, column);
          sum += (double) difference * difference;
          gradient.set(row, column, 2f * difference / count);
        }
      }
      return sum / count;
    }
  }
}
