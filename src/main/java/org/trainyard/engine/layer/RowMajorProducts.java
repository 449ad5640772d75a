package org.trainyard.engine.layer;

import java.util.Optional;
import org.trainyard.engine.tensor.LeftOverColumns;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.Slab;

/** The products of a layer of few weights, of matrices as they are. */
final class RowMajorProducts implements LinearProducts {

  private final Linear layer;
  private final Matrix input;
  private final Matrix output;
  private final Matrix outputGradient;
  private final Optional<InputGradient> inputGradient;
  private final WeightGradient weightGradient;

  RowMajorProducts(Linear layer, LayerRun.Place place, Matrix output, Matrix outputGradient) {
    this.layer = layer;
    this.input = place.input();
    this.output = output;
    this.outputGradient = outputGradient;
    Slab memory = place.memory();
    this.inputGradient =
        place.inputGradient().map(gradient -> new InputGradient(gradient, layer.weight(), memory));
    this.weightGradient = new WeightGradient(input, outputGradient, memory);
  }

  /** See {@link LinearMemory}. */
  static LinearMemory memory(int inputs, int outputs, boolean needsInputGradient) {
    long transposed = needsInputGradient ? (long) outputs * Matrix.strideOf(inputs) : 0;
    return new LinearMemory(transposed + LeftOverColumns.elements(inputs, outputs), 0);
  }

  @Override
  public void forward(int from, int to) {
    layer.predict(input, output, from, to);
  }

  @Override
  public void backward(int from, int to) {
    if (inputGradient.isPresent()) {
      inputGradient.get().compute(outputGradient, from, to);
    }
  }

  @Override
  public boolean needsBackward() {
    return inputGradient.isPresent();
  }

  @Override
  public Matrix weightGradient() {
    return weightGradient.sums();
  }

  @Override
  public void computeWeightGradient(int batchRows, int from, int to) {
    weightGradient.compute(batchRows, from, to);
  }

  @Override
  public void addWeightGradient(int batchRows, int from, int to) {
    weightGradient.add(batchRows, from, to);
  }

  @Override
  public void weightsChanged(int from, int to) {
    if (inputGradient.isPresent()) {
      inputGradient.get().weightChanged(layer.weight(), from, to);
    }
  }
}
