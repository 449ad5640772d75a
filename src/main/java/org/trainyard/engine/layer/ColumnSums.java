package org.trainyard.engine.layer;

import java.util.Arrays;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** A bias in a training: {@code dL/db} is the sum of the rows of {@code dL/dY}. */
final class ColumnSums implements TrainedParameter {

  private final Parameter parameter;
  private final Matrix summands; // (maxRows, columns)
  private final Matrix gradient; // (1, columns)

  ColumnSums(Parameter parameter, Matrix summands) {
    this.parameter = parameter;
    this.summands = summands;
    this.gradient = Matrix.zeros(1, summands.columns());
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
    Kernels.addColumnSums(
        summands.data(),
        summands.index(0, 0),
        summands.stride(),
        gradient.data(),
        gradient.index(0, 0),
        batchRows,
        summands.columns());
  }
}
