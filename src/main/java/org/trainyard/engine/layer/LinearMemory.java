package org.trainyard.engine.layer;

/**
 * What a linear layer in training takes beside its weights, their gradient, its input and its
 * output, in elements, about: copies of operands in the order in which products read them.
 *
 * @param whole that depends on no minibatch
 * @param perRow of a minibatch
 */
public record LinearMemory(long whole, long perRow) {

  /**
   * What a layer takes.
   *
   * @param rows of a minibatch
   * @param needsInputGradient whether a layer before it has parameters
   */
  public static LinearMemory of(int rows, int inputs, int outputs, boolean needsInputGradient) {
    return PackedProducts.pay(rows, inputs, outputs)
        ? PackedProducts.memory(inputs, outputs, needsInputGradient)
        : RowMajorProducts.memory(inputs, outputs, needsInputGradient);
  }
}
