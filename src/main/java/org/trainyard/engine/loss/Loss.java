package org.trainyard.engine.loss;

import java.util.List;
import org.trainyard.engine.tensor.Matrix;

/**
 * What training minimizes: the mean over a minibatch, with PyTorch's formulas. Stateless.
 *
 * <p>A row's loss and gradient depend on no other row but by the normalizer, so that rows may be
 * divided between threads.
 */
public sealed interface Loss permits CrossEntropy, ElementwiseLoss {

  /** Cross-entropy of logits and classes, all classes of the same weight. */
  static CrossEntropy crossEntropy() {
    return new CrossEntropy(List.of(), 0);
  }

  /**
   * What the sum of the losses of a minibatch is divided by: its rows, its rows and outputs, or the
   * sum of the weights of its classes.
   *
   * @param targets (at least rows, targetSize)
   * @throws IllegalArgumentException if a target is none that this loss can take
   */
  double normalizer(Matrix targets, int rows, int outputSize);

  /**
   * The losses of the rows {@code [from, to)} and the gradient of the mean loss. Nothing is
   * allocated.
   *
   * @param outputs (rows, outputSize)
   * @param targets (rows, targetSize)
   * @param normalizer of the whole minibatch
   * @param gradient (rows, outputSize), written: the derivative of the mean loss by each output
   * @param rowLosses written: the loss of each row, not yet divided by the normalizer
   */
  void evaluate(
      Matrix outputs,
      Matrix targets,
      int from,
      int to,
      double normalizer,
      Matrix gradient,
      double[] rowLosses);

  /** The mean loss of whole matrices and its gradient, as above. */
  default double evaluate(Matrix outputs, Matrix targets, Matrix gradient) {
    double[] rowLosses = new double[outputs.rows()];
    double normalizer = normalizer(targets, outputs.rows(), outputs.columns());
    evaluate(outputs, targets, 0, outputs.rows(), normalizer, gradient, rowLosses);
    double sum = 0;
    for (double loss : rowLosses) {
      sum += loss;
    }
    return sum / normalizer;
  }
}
