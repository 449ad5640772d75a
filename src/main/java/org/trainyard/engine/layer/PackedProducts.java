package org.trainyard.engine.layer;

import java.util.Optional;
import org.trainyard.engine.tensor.Matrix;
import org.trainyard.engine.tensor.PackedLeft;
import org.trainyard.engine.tensor.PackedRight;
import org.trainyard.engine.tensor.Slab;

/**
 * The products of a layer of many weights, of packed copies of their operands.
 *
 * <p>The weights are packed twice, as they are and transposed, by the thread that has changed them;
 * input and output gradient once for the product with the weights and once for the gradient of the
 * weights, by the thread that has computed them. Source: {@link
 * org.trainyard.engine.kernel.Packing}.
 */
final class PackedProducts implements LinearProducts {

  /** Fewer inputs or outputs use a packed operand too seldom. */
  private static final int LEAST = 256;

  /** Fewer rows times inputs or outputs use packed weights too seldom: of 512, 32 rows. */
  private static final int LEAST_USE = 16 * 1024;

  /** Rows of whole groups, by which the memory of one is told. */
  private static final int PER = 96;

  private final Matrix weight;
  private final Matrix bias;
  private final Matrix input;
  private final Matrix output;
  private final Matrix outputGradient;
  private final Matrix zeros; // (1, the larger of inputs and outputs)

  private final PackedLeft inputs; // (maxRows, inputs)
  private final PackedRight weights; // (inputs, outputs)
  private final PackedLeft transposedInputs; // (inputs, maxRows)
  private final PackedRight outputGradients; // (maxRows, outputs)
  private final Matrix weightGradient; // (inputs, outputs)
  private final Optional<Back> back;

  PackedProducts(Linear layer, LayerRun.Place place, Matrix output, Matrix outputGradient) {
    this.weight = layer.weight();
    this.bias = layer.bias();
    this.input = place.input();
    this.output = output;
    this.outputGradient = outputGradient;
    int inputSize = weight.rows();
    int units = weight.columns();
    int maxRows = place.maxRows();
    Slab memory = place.memory();
    this.zeros = Matrix.zeros(1, Math.max(inputSize, units));
    this.inputs = PackedLeft.zeros(maxRows, inputSize, memory);
    this.weights = PackedRight.zeros(inputSize, units, memory);
    this.transposedInputs = PackedLeft.zeros(inputSize, maxRows, memory);
    this.outputGradients = PackedRight.zeros(maxRows, units, memory);
    this.weightGradient = memory.zeros(inputSize, units);
    this.back =
        place
            .inputGradient()
            .map(gradient ->
                new Back(
                    gradient,
                    PackedLeft.zeros(maxRows, units, memory),
                    PackedRight.zeros(units, inputSize, memory)));
    weightsChanged(0, inputSize);
  }

  /**
   * What {@code dL/dX = dL/dY W^T} needs.
   *
   * @param inputGradient (maxRows, inputs)
   * @param outputGradients (maxRows, outputs)
   * @param transposedWeights (outputs, inputs)
   */
  private record Back(
      Matrix inputGradient, PackedLeft outputGradients, PackedRight transposedWeights) {}

  /** Whether a layer and its minibatches are large enough. */
  static boolean pay(int rows, int inputs, int outputs) {
    int least = Math.min(inputs, outputs);
    return least >= LEAST && (long) rows * least >= LEAST_USE;
  }

  /** See {@link LinearMemory}. */
  static LinearMemory memory(int inputs, int outputs, boolean needsInputGradient) {
    long whole = PackedRight.elements(inputs, outputs) + PackedLeft.elements(1, inputs);
    long perRow =
        PackedLeft.elements(PER, inputs) / PER
            + PackedLeft.elements(inputs, PER) / PER
            + PackedRight.elements(PER, outputs) / PER;
    if (needsInputGradient) {
      whole += PackedRight.elements(outputs, inputs) + PackedLeft.elements(1, outputs);
      perRow += PackedLeft.elements(PER, outputs) / PER;
    }
    return new LinearMemory(whole, perRow);
  }

  @Override
  public void forward(int from, int to) {
    inputs.setRows(input, from, to);
    inputs.multiply(weights, bias, output, weight.rows(), from, to);
    transposedInputs.setColumns(input, from, to);
  }

  @Override
  public void backward(int from, int to) {
    outputGradients.setRows(outputGradient, from, to);
    if (back.isPresent()) {
      Back b = back.get();
      b.outputGradients.setRows(outputGradient, from, to);
      b.outputGradients.multiply(
          b.transposedWeights, zeros, b.inputGradient, weight.columns(), from, to);
    }
  }

  @Override
  public boolean needsBackward() {
    return true;
  }

  @Override
  public Matrix weightGradient() {
    return weightGradient;
  }

  @Override
  public void computeWeightGradient(int batchRows, int from, int to) {
    transposedInputs.multiply(outputGradients, zeros, weightGradient, batchRows, from, to);
  }

  @Override
  public void addWeightGradient(int batchRows, int from, int to) {
    transposedInputs.addProduct(outputGradients, weightGradient, batchRows, from, to);
  }

  @Override
  public void weightsChanged(int from, int to) {
    weights.setRows(weight, from, to);
    if (back.isPresent()) {
      back.get().transposedWeights.setColumns(weight, from, to);
    }
  }
}
