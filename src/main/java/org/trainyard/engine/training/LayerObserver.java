package org.trainyard.engine.training;

import org.trainyard.engine.layer.LayerSpec;
import org.trainyard.engine.layer.TrainedParameter;
import org.trainyard.engine.tensor.Matrix;

/** Looks at one linear layer and the activation behind it. */
final class LayerObserver {

  private final int layer;
  private final TrainedParameter weight;
  private final Matrix before;
  private final ActivationStatistics activation;
  private double gradientNorm;
  private double updateRatio;

  /**
   * Prepares to look.
   *
   * @param layer position of the linear layer
   * @param function the layer whose outputs are looked at
   * @param outputs (maxRows, units), what it computes
   */
  LayerObserver(int layer, TrainedParameter weight, LayerSpec function, Matrix outputs) {
    this.layer = layer;
    this.weight = weight;
    this.before = Matrix.zeros(weight.gradient().rows(), weight.gradient().columns());
    this.activation = new ActivationStatistics(function, outputs);
  }

  void reset() {
    activation.reset();
  }

  void afterForward(int rows) {
    activation.add(rows);
  }

  void beforeUpdate() {
    before.setAll(weight.parameter().value());
  }

  void afterUpdate() {
    Matrix after = weight.parameter().value();
    double change = 0;
    double size = 0;
    double gradient = 0;
    for (int row = 0; row < after.rows(); row++) {
      for (int column = 0; column < after.columns(); column++) {
        double value = before.get(row, column);
        double difference = after.get(row, column) - value;
        double slope = weight.gradient().get(row, column);
        change += difference * difference;
        size += value * value;
        gradient += slope * slope;
      }
    }
    gradientNorm = Math.sqrt(gradient);
    updateRatio = size == 0 ? 0 : Math.sqrt(change / size);
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
