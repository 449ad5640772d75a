package org.trainyard.engine.layer;

import java.util.List;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.tensor.Slab;

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
  private final List<Parameter> parameters;

  /**
   * A layer whose parameters are zero.
   *
   * @param position of the layer in its network, from 0
   * @param memory for the weights
   */
  Linear(LayerSpec.Linear spec, int inputSize, int position, Slab memory) {
    this.spec = spec;
    this.weight = memory.zeros(inputSize, spec.units());
    this.bias = Matrix.zeros(1, spec.units());
    Parameter weights = new Parameter(position + ".weight", Parameter.Role.WEIGHT, weight);
    this.parameters =
        switch (spec.bias()) {
          case WITH_BIAS ->
              List.of(weights, new Parameter(position + ".bias", Parameter.Role.BIAS, bias));
          case WITHOUT_BIAS -> List.of(weights);
        };
  }

  /**
   * Draws the parameters.
   *
   * @param key of the layer
   */
  void draw(RandomKey key) {
    spec.initializer().weights(weight, key.derive(0));
    switch (spec.bias()) {
      case WITH_BIAS -> spec.initializer().bias(bias, inputSize(), key.derive(1));
      case WITHOUT_BIAS -> {}
    }
  }

  int inputSize() {
    return weight.rows();
  }

  Matrix weight() {
    return weight;
  }

  Matrix bias() {
    return bias;
  }

  @Override
  public int outputSize() {
    return spec.units();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void predict(Matrix input, Matrix output, int from, int to) {
    affine(input, weight, bias, output, from, to);
  }

  @Override
  public LayerRun newRun(LayerRun.Place place) {
    return new LinearRun(this, place);
  }

  /** {@code C = A B + bias} for the rows {@code [from, to)}. */
  static void affine(Matrix a, Matrix b, Matrix bias, Matrix c, int from, int to) {
    Kernels.affine(
        a.data(),
        a.index(from, 0),
        a.stride(),
        b.data(),
        b.index(0, 0),
        b.stride(),
        bias.data(),
        bias.index(0, 0),
        c.data(),
        c.index(from, 0),
        c.stride(),
        to - from,
        b.rows(),
        b.columns());
  }
}
