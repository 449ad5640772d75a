package org.trainyard.engine.layer;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Parameter;

/**
 * The memory of passes through a network: the output of each layer, and in training the gradients.
 *
 * <p>Made once for the largest batch and used again and again; belongs to one thread.
 */
public final class NetworkRun {

  private final List<Layer> layers;
  private final List<Matrix> outputs = new ArrayList<>(); // (maxBatch, outputSize) of each layer
  private final List<Matrix> deltas = new ArrayList<>(); // dL/dY of each layer, same shapes
  private final List<Matrix> scratches = new ArrayList<>();
  private final List<List<Matrix>> gradients = new ArrayList<>(); // dL/dW of each layer
  private Matrix input = Matrix.zeros(0, 0); // of the last forward pass

  private NetworkRun(Network network, int maxBatch) {
    this.layers = network.layers();
    for (Layer layer : layers) {
      outputs.add(Matrix.zeros(maxBatch, layer.outputSize()));
    }
  }

  /** Memory for forward passes alone. */
  public static NetworkRun forInference(Network network, int maxBatch) {
    return new NetworkRun(network, maxBatch);
  }

  /** Memory for forward and backward passes over at most {@code maxBatch} rows. */
  public static NetworkRun forTraining(Network network, int maxBatch) {
    NetworkRun run = new NetworkRun(network, maxBatch);
    for (Layer layer : run.layers) {
      run.deltas.add(Matrix.zeros(maxBatch, layer.outputSize()));
      run.scratches.add(layer.newScratch());
      run.gradients.add(
          layer.parameters().stream()
              .map(Parameter::value)
              .map(value -> Matrix.zeros(value.rows(), value.columns()))
              .toList());
    }
    return run;
  }

  /**
   * The outputs for a batch.
   *
   * @param batch (rows, inputSize); kept until {@link #backward()}
   * @return (rows, outputSize), overwritten by the next pass
   */
  public Matrix forward(Matrix batch) {
    input = batch;
    Matrix current = batch;
    for (int i = 0; i < layers.size(); i++) {
      Matrix output = outputs.get(i).view(0, batch.rows());
      layers.get(i).forward(current, output);
      current = output;
    }
    return current;
  }

  /** Where the loss writes {@code dL/dY} of the last layer before {@link #backward()}. */
  public Matrix outputGradient() {
    return deltas.getLast().view(0, input.rows());
  }

  /** Computes the gradients of all parameters, from the last layer to the first. */
  public void backward() {
    int rows = input.rows();
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      Matrix delta = deltas.get(i).view(0, rows);
      Matrix layerInput = i == 0 ? input : outputs.get(i - 1).view(0, rows);
      layer.parameterGradients(layerInput, delta, gradients.get(i));
      if (i > 0) {
        Matrix output = outputs.get(i).view(0, rows);
        Matrix inputGradient = deltas.get(i - 1).view(0, rows);
        layer.inputGradient(output, delta, inputGradient, scratches.get(i));
      }
    }
  }

  /** The gradients of the last backward pass, in the order of {@link Network#parameters()}. */
  public List<Matrix> gradients() {
    return gradients.stream().flatMap(List::stream).toList();
  }
}
