package org.trainyard.engine.training;

import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.tensor.Matrix;

/** Looks at one linear layer and the activation behind it. */
final class LayerObserver {

  private final int layer;
  private final TrainedParameter weight;
  private final WeightRows rows;
  private final Matrix before;
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
   * @param rows of the weights that are looked at
   * @param activation what is seen of the activation
   */
  LayerObserver(
      int layer, TrainedParameter weight, WeightRows rows, ActivationStatistics activation) {
    this.layer = layer;
    this.weight = weight;
    this.rows = rows;
    this.before = Matrix.zeros(rows.count(), weight.gradient().columns());
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
    for (int i = 0; i < before.rows(); i++) {
      before.setRow(i, value.data(), value.index(i * rows.stride(), 0));
    }
  }

  void afterUpdate() {
    change = 0;
    size = 0;
    slope = 0;
    for (int i = 0; i < before.rows(); i++) {
      add(i, weight.parameter().value(), weight.gradient());
    }
    gradientNorm = Math.sqrt(slope * rows.of() / rows.count());
    updateRatio = size == 0 ? 0 : Math.sqrt(change / size);
  }

  private void add(int i, Matrix after, Matrix gradient) {
    float[] old = before.data();
    int old0 = before.index(i, 0);
    float[] now = after.data();
    int now0 = after.index(i * rows.stride(), 0);
    float[] slopes = gradient.data();
    int slopes0 = gradient.index(i * rows.stride(), 0);
    double changes = 0;
    double sizes = 0;
    double squares = 0;
    for (int column = 0; column < before.columns(); column++) {
      double value = old[old0 + column];
      double difference = now[now0 + column] - value;
      double derivative = slopes[slopes0 + column];
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
