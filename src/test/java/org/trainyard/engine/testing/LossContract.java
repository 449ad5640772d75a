package org.trainyard.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.trainyard.engine.testing.Doubles.assertClose;

import org.trainyard.engine.loss.Loss;
import org.trainyard.engine.tensor.Matrix;

/**
 * What every loss keeps: it computes its formula, its gradient is the slope of the formula, and its
 * rows may be divided in any way without a change of a bit.
 */
public final class LossContract {

  /** Of float32 against float64, relative to the largest magnitude: about ten roundings. */
  private static final double BOUND = 6e-7;

  private final Loss loss;
  private final Matrix outputs;
  private final Matrix targets;

  public LossContract(Loss loss, Matrix outputs, Matrix targets) {
    this.loss = loss;
    this.outputs = outputs;
    this.targets = targets;
  }

  public void requireFormula() {
    double expected = ReferenceLoss.of(loss, Doubles.of(outputs), Doubles.of(targets));
    assertThat(loss.evaluate(outputs, targets, gradient()))
        .isCloseTo(expected, within(BOUND * Math.max(1, expected)));
  }

  public void requireGradient() {
    Matrix gradient = gradient();
    loss.evaluate(outputs, targets, gradient);
    double[][] variables = Doubles.of(outputs);
    double[][] fixed = Doubles.of(targets);
    double[][] slopes =
        CentralDifferences.gradient(variables, () -> ReferenceLoss.of(loss, variables, fixed));
    assertClose("gradient", gradient, slopes, BOUND * Doubles.largest(slopes) + 1e-10);
  }

  /** As threads do it: some rows each, one normalizer for all. */
  public void requireTheSameBitsInPieces() {
    Matrix whole = gradient();
    double value = loss.evaluate(outputs, targets, whole);
    Matrix pieces = gradient();
    double[] rowLosses = new double[outputs.rows()];
    double normalizer = loss.normalizer(targets, outputs.rows(), outputs.columns());
    int middle = outputs.rows() / 2;
    loss.evaluate(outputs, targets, middle, outputs.rows(), normalizer, pieces, rowLosses);
    for (int row = 0; row < middle; row++) {
      assertThat(pieces.get(row, 0)).as("not asked for").isZero();
      loss.evaluate(outputs, targets, row, row + 1, normalizer, pieces, rowLosses);
    }
    double sum = 0;
    for (double rowLoss : rowLosses) {
      sum += rowLoss;
    }
    assertThat(sum / normalizer).isEqualTo(value);
    assertThat(pieces.toArray()).isEqualTo(whole.toArray());
  }

  private Matrix gradient() {
    return Matrix.zeros(outputs.rows(), outputs.columns());
  }
}
