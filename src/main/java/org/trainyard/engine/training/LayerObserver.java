package org.trainyard.engine.training;

import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.tensor.Matrix;

/** Looks at one linear layer and the activation behind it. */
final class LayerObserver {

  private final int layer;
  private final TrainedParameter weight;
  private final int[] columns;
  private final Matrix before; // (weights.rows, columns)
  private final ActivationStatistics activation;
  private double gradientNorm;
  private double updateRatio;
  private double change;
  private double size;
  private double slope;

  /**
   * Prepares to look.
   *
   * @param layer position of the linear layer
   * @param columns of the weights that are looked at
   * @param activation what is seen of the activation
   */
  LayerObserver(
      int layer, TrainedParameter weight, int[] columns, ActivationStatistics activation) {
    this.layer = layer;
    this.weight = weight;
    this.columns = columns;
    this.before = Matrix.zeros(weight.gradient().rows(), columns.length);
    this.activation = activation;
  }

  void reset() {
    activation.reset();
  }

  /** Looks at {@code rows} rows of a minibatch, which begin at {@code first}. */
  void afterForward(int first, int rows) {
    activation.add(first, rows);
  }

  void beforeUpdate() {
    Matrix value = weight.parameter().value();
    for (int row = 0; row < before.rows(); row++) {
      int from = value.index(row, 0);
      int to = before.index(row, 0);
      for (int i = 0; i < columns.length; i++) {
        before.data()[to + i] = value.data()[from + columns[i]];
      }
    }
  }

  void afterUpdate() {
    change = 0;
    size = 0;
    slope = 0;
    for (int row = 0; row < before.rows(); row++) {
      add(row, weight.parameter().value(), weight.gradient());
    }
    gradientNorm = Math.sqrt(slope * weight.gradient().columns() / columns.length);
    updateRatio = size == 0 ? 0 : Math.sqrt(change / size);
  }

  private void add(int row, Matrix after, Matrix gradient) {
    float[] old = before.data();
    int old0 = before.index(row, 0);
    float[] now = after.data();
    int now0 = after.index(row, 0);
    float[] slopes = gradient.data();
    int slopes0 = gradient.index(row, 0);
    double changes = 0;
    double sizes = 0;
    double squares = 0;
    for (int i = 0; i < columns.length; i++) {
      double value = old[old0 + i];
      double difference = now[now0 + columns[i]] - value;
      double derivative = slopes[slopes0 + columns[i]];
      changes += difference * difference;
      sizes += value * value;
      squares += derivative * derivative;
    }
    change += changes;
    size += sizes;
    slope += squares;
  }

  LayerMemory memory() {
    return activation.memory(gradientNorm, updateRatio);
  }

  void restore(LayerMemory memory) {
    activation.restore(memory);
    gradientNorm = memory.gradientNorm();
    updateRatio = memory.updateRatio();
  }

  LayerDiagnostics diagnostics() {
    return new LayerDiagnostics(
        layer,
        gradientNorm,
        updateRatio,
        activation.mean(),
        activation.standardDeviation(),
        activation.saturatedShare(),
        activation.deadShare());
  }
}
