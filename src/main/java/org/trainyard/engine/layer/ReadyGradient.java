package org.trainyard.engine.layer;

import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/** A parameter whose gradient is summed during the backward pass already. */
final class ReadyGradient implements TrainedParameter {

  private final Parameter parameter;
  private final Matrix gradient;

  ReadyGradient(Parameter parameter) {
    this.parameter = parameter;
    this.gradient = Matrix.zeros(parameter.value().rows(), parameter.value().columns());
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
    // It is there.
  }

  @Override
  public void addGradient(int batchRows, int from, int to) {
    throw new IllegalStateException("this layer needs all rows of a minibatch at once");
  }
}
