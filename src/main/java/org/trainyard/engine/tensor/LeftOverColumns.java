package org.trainyard.engine.tensor;

import org.trainyard.engine.kernel.Kernels;

/**
 * The columns of a matrix behind its last whole vector, where they are few.
 *
 * <p>A product of {@code n} columns costs as much as one of the next multiple of a vector. Few
 * columns are better computed as rows of the transposed product.
 */
public final class LeftOverColumns {

  /** With more of them, copying them back takes what is gained. */
  private static final int FEW = 6;

  private LeftOverColumns() {}

  /** How many there are; 0 if they are too many to be computed apart. */
  public static int of(int columns) {
    int rest = columns % Kernels.PADDING;
    return rest <= FEW ? rest : 0;
  }

  /** How many elements they take as rows, padding included. */
  public static int elements(int rows, int columns) {
    return of(columns) * Matrix.strideOf(rows);
  }
}
