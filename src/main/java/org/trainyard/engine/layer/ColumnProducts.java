package org.trainyard.engine.layer;

import java.util.Arrays;
import org.trainyard.engine.kernel.NormalizationKernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * The scale of a normalization layer in a training: {@code dL/dgamma} is the sum over the rows of
 * {@code dL/dY} times the normalized values.
 */
final class ColumnProducts implements TrainedParameter {

  private final Parameter parameter;
  private final Matrix outputGradient;
  private final Matrix normalized;
  private final Matrix gradient;

  ColumnProducts(Parameter parameter, Matrix outputGradient, Matrix normalized) {
    this.parameter = parameter;
    this.outputGradient = outputGradient;
    this.normalized = normalized;
    this.gradient = Matrix.zeros(1, normalized.columns());
  }

  @Override
  public Parameter parameter() {
    return parameter;
  }

  @Override
  public Matrix gradient() {
    return gradient;
  }

  @Override
  public void computeGradient(int batchRows, int from, int to) {
    Arrays.fill(gradient.data(), 0f);
    addGradient(batchRows, from, to);
  }

  @Override
  public void addGradient(int batchRows, int from, int to) {
    NormalizationKernels.addColumnProducts(
        outputGradient.data(),
        outputGradient.index(0, 0),
        outputGradient.stride(),
        normalized.data(),
        normalized.index(0, 0),
        normalized.stride(),
        gradient.data(),
        batchRows,
        0,
        normalized.columns());
  }
}
