package org.trainyard.engine.data;

import org.trainyard.engine.tensor.Matrix;

/**
 * The rows that a trainer or an evaluation reads, ready for the first layer.
 *
 * <p>A target of a classification is one column that holds the index of the class; of a regression
 * and of a multi-label classification, one column for each output.
 *
 * <p>Implementations may read from memory or from a mapped file; they are read by one thread at a
 * time.
 */
public interface Samples {

  /** How many rows there are. */
  int size();

  /** How many inputs a row has. */
  int inputSize();

  /** How many columns the target of a row has. */
  int targetSize();

  /**
   * Copies rows into a minibatch.
   *
   * @param indices row numbers, each in {@code [0, size())}
   * @param from the first position of {@code indices} to read
   * @param count how many rows to copy into rows {@code 0 .. count - 1} of both matrices
   * @param inputs (at least count, inputSize), written
   * @param targets (at least count, targetSize), written
   */
  void gather(int[] indices, int from, int count, Matrix inputs, Matrix targets);
}
