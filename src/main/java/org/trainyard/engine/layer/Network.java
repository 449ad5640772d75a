package org.trainyard.engine.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.trainyard.engine.kernel.Activation;
import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.random.Purpose;
import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;
import org.trainyard.engine.tensor.Slab;

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
  private final List<Parameter> state;

  private Network(NetworkSpec spec, List<Layer> layers) {
    this.spec = spec;
    this.layers = List.copyOf(layers);
    this.parameters = layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    this.state = layers.stream().flatMap(Network::stateOf).toList();
  }

  /** A network with freshly drawn parameters; the same seed gives the same bits. */
  public static Network create(NetworkSpec spec, long seed) {
    Network network = blank(spec);
    RandomKey key = RandomKey.of(seed, Purpose.INITIALIZATION);
    for (int position = 0; position < network.layers.size(); position++) {
      if (network.layers.get(position) instanceof Linear linear) {
        linear.draw(key.derive(position));
      }
    }
    return network;
  }

  /**
   * A network with weights that are there already.
   *
   * @param weights as {@link #weights()} gives them
   * @throws IllegalArgumentException if the number of weights does not fit
   */
  public static Network of(NetworkSpec spec, float[] weights) {
    Network network = blank(spec);
    network.setWeights(weights);
    return network;
  }

  private static Network blank(NetworkSpec spec) {
    List<Layer> layers = new ArrayList<>();
    Slab memory = Slab.expecting(weights(spec));
    int size = spec.inputSize();
    for (LayerSpec layer : spec.layers()) {
      Layer built = build(layer, size, layers.size(), memory);
      layers.add(built);
      size = built.outputSize();
    }
    return new Network(spec, layers);
  }

  /** About how many elements the weights take. */
  private static long weights(NetworkSpec spec) {
    long weights = 0;
    long size = spec.inputSize();
    for (LayerSpec layer : spec.layers()) {
      if (layer instanceof LayerSpec.Linear linear) {
        weights += size * Kernels.padded(linear.units());
        size = linear.units();
      }
    }
    return weights;
  }

  private static Layer build(LayerSpec layer, int inputSize, int position, Slab memory) {
    return switch (layer) {
      case LayerSpec.Linear linear -> new Linear(linear, inputSize, position, memory);
      case LayerSpec.Softmax _ -> new SoftmaxLayer(inputSize);
      case LayerSpec.Dropout dropout -> new DropoutLayer(dropout, inputSize);
      case LayerSpec.BatchNorm _ -> new BatchNormLayer(inputSize, position);
      case LayerSpec.LayerNorm _ -> new LayerNormLayer(inputSize, position);
      case LayerSpec.Sigmoid _ -> new ActivationLayer(new Activation.Sigmoid(), inputSize);
      case LayerSpec.Tanh _ -> new ActivationLayer(new Activation.Tanh(), inputSize);
      case LayerSpec.Relu _ -> new ActivationLayer(new Activation.Relu(), inputSize);
      case LayerSpec.LeakyRelu(double slope) ->
          new ActivationLayer(new Activation.LeakyRelu((float) slope), inputSize);
      case LayerSpec.Elu(double alpha) ->
          new ActivationLayer(new Activation.Elu((float) alpha), inputSize);
      case LayerSpec.Selu _ -> new ActivationLayer(new Activation.Selu(), inputSize);
      case LayerSpec.Gelu _ -> new ActivationLayer(new Activation.Gelu(), inputSize);
      case LayerSpec.Silu _ -> new ActivationLayer(new Activation.Silu(), inputSize);
      case LayerSpec.Softplus _ -> new ActivationLayer(new Activation.Softplus(), inputSize);
    };
  }

  private static Stream<Parameter> stateOf(Layer layer) {
    return Stream.concat(layer.parameters().stream(), layer.buffers().stream());
  }

  public NetworkSpec spec() {
    return spec;
  }

  /**
   * Sets the weights of some inputs in the first linear layer to zero. An input that is zero in
   * every training row keeps the weights that were drawn for it; cleared, it says nothing when it
   * comes up in a prediction.
   *
   * @param inputs from 0 to inputSize - 1
   */
  public void clearInputs(int... inputs) {
    for (Layer layer : layers) {
      if (layer instanceof Linear) {
        Matrix weight = layer.parameters().getFirst().value(); // (inputSize, units)
        for (int input : inputs) {
          weight.setRow(input, new float[weight.columns()], 0);
        }
        return;
      }
    }
  }

  List<Layer> layers() {
    return layers;
  }

  /** All parameters, layer by layer, weights then biases; not copies. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The first layer with a weight that is not finite. */
  public OptionalInt firstNonFiniteLayer() {
    return IntStream.range(0, layers.size())
        .filter(layer -> stateOf(layers.get(layer)).anyMatch(state -> !state.value().isFinite()))
        .findFirst();
  }

  /** Whether a minibatch must go through the layers in one piece. */
  public boolean needsWholeBatch() {
    return layers.stream().anyMatch(Layer::needsWholeBatch);
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
   * @throws IllegalArgumentException if the inputs are too few or too many
   */
  public Matrix predict(Matrix inputs) {
    if (inputs.columns() != spec.inputSize()) {
      throw new IllegalArgumentException(
          "the network takes %d inputs, got %d".formatted(spec.inputSize(), inputs.columns()));
    }
    Matrix outputs = Matrix.zeros(inputs.rows(), spec.outputSize());
    InferencePass pass = new InferencePass(this, Math.min(PREDICTION_BATCH, inputs.rows()));
    for (int from = 0; from < inputs.rows(); from += PREDICTION_BATCH) {
      int count = Math.min(inputs.rows() - from, PREDICTION_BATCH);
      pass.inputs().setRows(0, inputs, from, count);
      pass.run(count);
      outputs.setRows(from, pass.outputs(), 0, count);
    }
    return outputs;
  }

  /** What {@link #weights} holds: all parameters and buffers, layer by layer; not copies. */
  public List<Parameter> state() {
    return state;
  }

  /** How many numbers {@link #weights()} holds: what is learned and the buffers. */
  public int weightCount() {
    return Math.toIntExact(state.stream().mapToLong(Parameter::size).sum());
  }

  /**
   * All parameters and buffers in canonical order (layer by layer, weights, biases, buffers), a
   * copy.
   */
  public float[] weights() {
    float[] weights = new float[weightCount()];
    copyWeights(weights);
    return weights;
  }

  /**
   * Copies what {@link #weights()} gives into an array.
   *
   * @param target of {@link #weightCount()} elements
   */
  public void copyWeights(float[] target) {
    int to = 0;
    for (Parameter parameter : state) {
      Matrix value = parameter.value();
      for (int row = 0; row < value.rows(); row++) {
        value.copyRow(row, target, to);
        to += value.columns();
      }
    }
  }

  /**
   * Replaces all parameters and buffers; the inverse of {@link #weights()}.
   *
   * @throws IllegalArgumentException if the number of weights does not fit
   */
  public void setWeights(float[] weights) {
    if (weights.length != weightCount()) {
      throw new IllegalArgumentException(
          "the network has %d weights, got %d".formatted(weightCount(), weights.length));
    }
    int from = 0;
    for (Parameter parameter : state) {
      Matrix value = parameter.value();
      for (int row = 0; row < value.rows(); row++) {
        value.setRow(row, weights, from);
        from += value.columns();
      }
    }
  }
}
