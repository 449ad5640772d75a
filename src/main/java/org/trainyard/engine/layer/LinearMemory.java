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
   * @param isFirst whether it is the first linear layer, whose inputs need no gradient
   */
  public static LinearMemory of(int inputs, int outputs, boolean isFirst) {
    return PackedProducts.pay(inputs, outputs)
        ? PackedProducts.memory(inputs, outputs, isFirst)
        : RowMajorProducts.memory(inputs, outputs, isFirst);
  }
}
