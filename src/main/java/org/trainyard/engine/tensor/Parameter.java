package org.trainyard.engine.tensor;

/**
 * Numbers that training changes.
 *
 * <p>The gradient and the memory of the optimizer do not belong here: they belong to a training
 * run.
 *
 * @param name as PyTorch names it in a state_dict: the position of the layer and the role, such as
 *     {@code 0.weight}
 * @param value the elements themselves; a vector is a matrix of one row
 */
public record Parameter(String name, Matrix value) {

  /** How many numbers it holds. */
  public int size() {
    return value.rows() * value.columns();
  }
}
