package org.trainyard.engine.layer;

import java.util.List;
import org.trainyard.engine.kernel.Activation;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * A function of each element by itself, {@code Y = f(X)} and {@code dL/dX = dL/dY f'(X)}; the slope
 * is computed from {@code Y}.
 */
final class ActivationLayer implements Layer {

  private final LayerSpec spec;
  private final Activation function;
  private final int size;

  ActivationLayer(LayerSpec spec, Activation function, int size) {
    this.spec = spec;
    this.function = function;
    this.size = size;
  }

  @Override
  public LayerSpec spec() {
    return spec;
  }

  @Override
  public int outputSize() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Matrix newScratch() {
    return Matrix.zeros(0, 0);
  }

  @Override
  public void forward(Matrix input, Matrix output) {
    Kernels.activate(
        function,
        input.data(),
        input.index(0, 0),
        input.stride(),
        output.data(),
        output.index(0, 0),
        output.stride(),
        input.rows(),
        size);
  }

  @Override
  public void parameterGradients(Matrix input, Matrix outputGradient, List<Matrix> gradients) {
    // There are no parameters.
  }

  @Override
  public void inputGradient(
      Matrix output, Matrix outputGradient, Matrix inputGradient, Matrix scratch) {
    Kernels.activationGradient(
        function,
        output.data(),
        output.index(0, 0),
        output.stride(),
        outputGradient.data(),
        outputGradient.index(0, 0),
        outputGradient.stride(),
        inputGradient.data(),
        inputGradient.index(0, 0),
        inputGradient.stride(),
        output.rows(),
        size);
  }
}
