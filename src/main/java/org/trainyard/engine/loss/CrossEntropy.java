package org.trainyard.engine.loss;

import java.util.List;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.Matrix;

/**
 * Softmax and cross-entropy in one. Outputs {@code y} are logits, the target is the index {@code t}
 * of the class.
 *
 * <p>With {@code a_j = smoothing / C * w_j + (1 - smoothing) * w_t [j = t]} the loss of a row is
 * {@code sum_j a_j (log(sum_i exp(y_i)) - y_j)}, its gradient {@code (sum_j a_j) softmax(y) - a},
 * and the normalizer is the sum of the weights {@code w_t} of the rows. Source: PyTorch's
 * CrossEntropyLoss; label smoothing: Szegedy et al., "Rethinking the Inception architecture", 2016.
 *
 * @param classWeights one for each class, positive; empty: all 1
 * @param labelSmoothing in [0, 1)
 */
public record CrossEntropy(List<Double> classWeights, double labelSmoothing) implements Loss {

  public CrossEntropy {
    classWeights = List.copyOf(classWeights);
    for (double weight : classWeights) {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("class weights must be positive, got " + weight);
      }
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException("labelSmoothing must be in [0, 1), got " + labelSmoothing);
    }
  }

  @Override
  public double normalizer(Matrix targets, int rows, int outputSize) {
    if (!classWeights.isEmpty() && classWeights.size() != outputSize) {
      throw new IllegalArgumentException(
          "%d class weights for %d classes".formatted(classWeights.size(), outputSize));
    }
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += weight(requireClass(targets.get(row, 0), outputSize));
    }
    return sum;
  }

  private static int requireClass(float target, int classes) {
    int index = (int) target;
    if (index != target || index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "the class must be a whole number from 0 to %d, got %s".formatted(classes - 1, target));
    }
    return index;
  }

  private double weight(int target) {
    return classWeights.isEmpty() ? 1 : classWeights.get(target);
  }

  @Override
  public void evaluate(
      Matrix outputs,
      Matrix targets,
      int from,
      int to,
      double normalizer,
      Matrix gradient,
      double[] rowLosses) {
    for (int row = from; row < to; row++) {
      int target = (int) targets.get(row, 0);
      int y = outputs.index(row, 0);
      double logSum =
          Kernels.softmax(
              outputs.data(), y, gradient.data(), gradient.index(row, 0), outputs.columns());
      if (classWeights.isEmpty() && labelSmoothing == 0) {
        rowLosses[row] = logSum - outputs.data()[y + target];
        plainGradient(gradient, row, target, normalizer);
      } else {
        rowLosses[row] = weightedLoss(outputs, row, target, logSum);
        weightedGradient(gradient, row, target, normalizer);
      }
    }
  }

  /** {@code (softmax(y) - onehot(t)) / normalizer}; the gradient holds the softmax. */
  private static void plainGradient(Matrix gradient, int row, int target, double normalizer) {
    float[] slopes = gradient.data();
    int start = gradient.index(row, 0);
    float divisor = (float) normalizer;
    slopes[start + target] -= 1f;
    for (int j = start; j < start + gradient.columns(); j++) {
      slopes[j] /= divisor;
    }
  }

  private double weightedLoss(Matrix outputs, int row, int target, double logSum) {
    double loss = (1 - labelSmoothing) * weight(target) * (logSum - outputs.get(row, target));
    int classes = outputs.columns();
    for (int j = 0; j < classes; j++) {
      loss += labelSmoothing / classes * weight(j) * (logSum - outputs.get(row, j));
    }
    return loss;
  }

  private void weightedGradient(Matrix gradient, int row, int target, double normalizer) {
    int classes = gradient.columns();
    double total = (1 - labelSmoothing) * weight(target);
    for (int j = 0; j < classes; j++) {
      total += labelSmoothing / classes * weight(j);
    }
    for (int j = 0; j < classes; j++) {
      double share = labelSmoothing / classes * weight(j);
      if (j == target) {
        share += (1 - labelSmoothing) * weight(target);
      }
      double slope = (total * gradient.get(row, j) - share) / normalizer;
      gradient.set(row, j, (float) slope);
    }
  }
}
