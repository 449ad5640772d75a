package org.trainyard.engine.layer;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.kernel.Activation;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * A chain of layers with their parameters.
 *
 * <p>Any number of threads may predict at the same time, as long as none trains the network.
 */
public final class Network {

  /** Rows of a prediction that are computed at a time; bounds the memory, never changes a bit. */
  private static final int PREDICTION_BATCH = 256;

  private final NetworkSpec spec;
  private final List<Layer> layers;
  private final List<Parameter> parameters;

  private Network(NetworkSpec spec, List<Layer> layers) {
    this.spec = spec;
    this.layers = List.copyOf(layers);
    this.parameters = layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** A network with freshly drawn parameters; the same seed gives the same bits. */
  public static Network create(NetworkSpec spec, long seed) {
    RandomKey key = RandomKey.of(seed, Purpose.INITIALIZATION);
    List<Layer> layers = new ArrayList<>();
    int size = spec.inputSize();
    for (LayerSpec layer : spec.layers()) {
      Layer built = build(layer, size, layers.size(), key);
      layers.add(built);
      size = built.outputSize();
    }
    return new Network(spec, layers);
  }

  private static Layer build(LayerSpec layer, int inputSize, int position, RandomKey key) {
    return switch (layer) {
      case LayerSpec.Linear linear -> Linear.create(linear, inputSize, position, key);
      case LayerSpec.Sigmoid _ -> new ActivationLayer(layer, Activation.SIGMOID, inputSize);
      case LayerSpec.Tanh _ -> new ActivationLayer(layer, Activation.TANH, inputSize);
      case LayerSpec.Relu _ -> new ActivationLayer(layer, Activation.RELU, inputSize);
    };
  }

  public NetworkSpec spec() {
    return spec;
  }

  List<Layer> layers() {
    return layers;
  }

  /** All parameters, layer by layer, weights then biases; not copies. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** How many numbers are learned. */
  public long parameterCount() {
    return parameters.stream().mapToLong(Parameter::size).sum();
  }

  /**
   * The outputs for the rows of {@code inputs}. A row's outputs have the same bits alone and in any
   * batch.
   *
   * @param inputs (rows, inputSize)
   * @return (rows, outputSize), logits where the loss takes logits
   */
  public Matrix predict(Matrix inputs) {
    Matrix outputs = Matrix.zeros(inputs.rows(), spec.outputSize());
    NetworkRun run = NetworkRun.forInference(this, Math.min(PREDICTION_BATCH, inputs.rows()));
    for (int from = 0; from < inputs.rows(); from += PREDICTION_BATCH) {
      int to = Math.min(inputs.rows(), from + PREDICTION_BATCH);
      outputs.view(from, to).setAll(run.forward(inputs.view(from, to)));
    }
    return outputs;
  }

  /** All parameters in canonical order (layer by layer, weights then biases), a copy. */
  public float[] weights() {
    float[] weights = new float[Math.toIntExact(parameterCount())];
    int to = 0;
    for (Parameter parameter : parameters) {
      Matrix value = parameter.value();
      for (int row = 0; row < value.rows(); row++) {
        value.copyRow(row, weights, to);
        to += value.columns();
      }
    }
    return weights;
  }

  /**
   * Replaces all parameters; the inverse of {@link #weights()}.
   *
   * @throws IllegalArgumentException if the number of weights does not fit
   */
  public void setWeights(float[] weights) {
    if (weights.length != parameterCount()) {
      throw new IllegalArgumentException(
          "the network has %d parameters, got %d".formatted(parameterCount(), weights.length));
    }
    int from = 0;
    for (Parameter parameter : parameters) {
      Matrix value = parameter.value();
      for (int row = 0; row < value.rows(); row++) {
        value.setRow(row, weights, from);
        from += value.columns();
      }
    }
  }
}
