package org.trainyard.engine.tensor;

/**
 * Numbers that training changes.
 *
 * <p>The gradient and the memory of the optimizer do not belong here: they belong to a training
 * run.
 *
 * @param name as PyTorch names it in a state_dict: the position of the layer and the role, such as
 *     {@code 0.weight}
 * @param role what it is to its layer
 * @param value the elements themselves; a vector is a matrix of one row
 */
public record Parameter(String name, Role role, Matrix value) {

  /** How many numbers it holds. */
  public int size() {
    return value.rows() * value.columns();
  }

  /** What a parameter is to its layer. */
  public enum Role {
    /** Multiplies inputs; what regularization holds down. */
    WEIGHT,
    /** Is added to outputs. */
    BIAS,
    /** Scales what a normalization layer has normalized. */
    SCALE,
    /** Is remembered from training for prediction, not learned by gradients. */
    BUFFER
  }
}
