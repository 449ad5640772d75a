package org.trainyard.engine.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.engine.loss.CrossEntropy;
import org.trainyard.engine.loss.ElementwiseLoss;
import org.trainyard.engine.loss.Loss;

/** The losses in float64, each straight from its definition. */
public final class ReferenceLoss {

  private ReferenceLoss() {}

  /**
   * The mean loss of a minibatch.
   *
   * @param outputs (rows, outputSize)
   * @param targets (rows, outputSize), or (rows, 1) with the index of the class
   */
  public static double of(Loss loss, double[][] outputs, double[][] targets) {
    return switch (loss) {
      case CrossEntropy(List<Double> weights, double smoothing) ->
          crossEntropy(weights, smoothing, outputs, targets);
      case ElementwiseLoss elementwise -> mean(elementwise, outputs, targets);
    };
  }

  /**
   * {@code -sum over the classes of t'_c w_c log(softmax_c)}, divided by the weights of the rows'
   * own classes, where {@code t'} is one-hot but for the smoothing.
   */
  private static double crossEntropy(
      List<Double> weights, double smoothing, double[][] outputs, double[][] targets) {
    double sum = 0;
    double divisor = 0;
    for (int row = 0; row < outputs.length; row++) {
      int target = (int) targets[row][0];
      double[] logProbabilities = logSoftmax(outputs[row]);
      int classes = logProbabilities.length;
      for (int c = 0; c < classes; c++) {
        double share = smoothing / classes + (c == target ? 1 - smoothing : 0);
        sum -= share * weight(weights, c) * logProbabilities[c];
      }
      divisor += weight(weights, target);
    }
    return sum / divisor;
  }

  private static double weight(List<Double> weights, int c) {
    return weights.isEmpty() ? 1 : weights.get(c);
  }

  private static double[] logSoftmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double sum = Arrays.stream(logits).map(z -> StrictMath.exp(z - largest)).sum();
    return Arrays.stream(logits).map(z -> z - largest - StrictMath.log(sum)).toArray();
  }

  private static double mean(ElementwiseLoss loss, double[][] outputs, double[][] targets) {
    return IntStream.range(0, outputs.length)
        .mapToDouble(row ->
            IntStream.range(0, outputs[row].length)
                .mapToDouble(column -> element(loss, outputs[row][column], targets[row][column]))
                .average()
                .orElseThrow())
        .average()
        .orElseThrow();
  }

  private static double element(ElementwiseLoss loss, double y, double t) {
    return switch (loss) {
      case ElementwiseLoss.BinaryCrossEntropy _ ->
          t * StrictMath.log1p(StrictMath.exp(-y)) + (1 - t) * StrictMath.log1p(StrictMath.exp(y));
      case ElementwiseLoss.BinaryCrossEntropyOnProbabilities _ ->
          -t * StrictMath.log(y) - (1 - t) * StrictMath.log(1 - y);
      case ElementwiseLoss.MeanSquaredError _ -> (y - t) * (y - t);
      case ElementwiseLoss.MeanAbsoluteError _ -> Math.abs(y - t);
      case ElementwiseLoss.Huber(double delta) -> {
        double distance = Math.abs(y - t);
        yield distance <= delta ? distance * distance / 2 : delta * distance - delta * delta / 2;
      }
    };
  }
}
