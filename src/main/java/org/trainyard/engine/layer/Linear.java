package org.trainyard.engine.layer;

import java.util.List;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * A fully connected layer, {@code Y = X W + b}.
 *
 * <p>Shapes: {@code X (batch, inputSize)}, {@code W (inputSize, units)}, {@code b (1, units)},
 * {@code Y (batch, units)}. PyTorch stores {@code W} transposed.
 *
 * <p>Back-propagation: {@code dL/dW = X^T dL/dY}, {@code dL/db} = the sum of the rows of {@code
 * dL/dY}, {@code dL/dX = dL/dY W^T}. Source: Rumelhart, Hinton, Williams, "Learning representations
 * by back-propagating errors", Nature 323 (1986).
 */
final class Linear implements Layer {

  private final LayerSpec.Linear spec;
  private final Matrix weight; // (inputSize, units)
  private final Matrix bias; // (1, units); stays zero without a bias
  private final Matrix zeros; // (1, inputSize)
  private final List<Parameter> parameters;

  private Linear(LayerSpec.Linear spec, int inputSize, int position) {
    this.spec = spec;
    this.weight = Matrix.zeros(inputSize, spec.units());
    this.bias = Matrix.zeros(1, spec.units());
    this.zeros = Matrix.zeros(1, inputSize);
    Parameter weights = new Parameter(position + ".weight", weight);
    this.parameters =
        switch (spec.bias()) {
          case WITH_BIAS -> List.of(weights, new Parameter(position + ".bias", bias));
          case WITHOUT_BIAS -> List.of(weights);
        };
  }

  /**
   * A layer with freshly drawn parameters.
   *
   * @param position of the layer in its network, from 0
   * @param key of the network's initialization
   */
  static Linear create(LayerSpec.Linear spec, int inputSize, int position, RandomKey key) {
    Linear layer = new Linear(spec, inputSize, position);
    RandomKey own = key.derive(position);
    spec.initializer().weights(layer.weight, own.derive(0));
    switch (spec.bias()) {
      case WITH_BIAS -> spec.initializer().bias(layer.bias, inputSize, own.derive(1));
      case WITHOUT_BIAS -> {}
    }
    return layer;
  }

  @Override
  public LayerSpec spec() {
    return spec;
  }

  @Override
  public int outputSize() {
    return spec.units();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The transposed weights, (units, inputSize). */
  @Override
  public Matrix newScratch() {
    return Matrix.zeros(spec.units(), zeros.columns());
  }

  @Override
  public void forward(Matrix input, Matrix output) {
    affine(input, weight, bias, output);
  }

  @Override
  public void parameterGradients(Matrix input, Matrix outputGradient, List<Matrix> gradients) {
    Matrix weightGradient = gradients.getFirst();
    Kernels.multiplyTransposed(
        input.data(),
        input.index(0, 0),
        input.stride(),
        outputGradient.data(),
        outputGradient.index(0, 0),
        outputGradient.stride(),
        weightGradient.data(),
        weightGradient.index(0, 0),
        weightGradient.stride(),
        weight.rows(),
        input.rows(),
        weight.columns());
    if (gradients.size() > 1) {
      Matrix biasGradient = gradients.get(1);
      Kernels.columnSums(
          outputGradient.data(),
          outputGradient.index(0, 0),
          outputGradient.stride(),
          biasGradient.data(),
          biasGradient.index(0, 0),
          outputGradient.rows(),
          outputGradient.columns());
    }
  }

  @Override
  public void inputGradient(
      Matrix output, Matrix outputGradient, Matrix inputGradient, Matrix scratch) {
    Kernels.transpose(
        weight.data(),
        weight.index(0, 0),
        weight.stride(),
        scratch.data(),
        scratch.index(0, 0),
        scratch.stride(),
        weight.rows(),
        weight.columns());
    affine(outputGradient, scratch, zeros, inputGradient);
  }

  private static void affine(Matrix a, Matrix b, Matrix bias, Matrix c) {
    Kernels.affine(
        a.data(),
        a.index(0, 0),
        a.stride(),
        b.data(),
        b.index(0, 0),
        b.stride(),
        bias.data(),
        bias.index(0, 0),
        c.data(),
        c.index(0, 0),
        c.stride(),
        a.rows(),
        b.rows(),
        b.columns());
  }
}
