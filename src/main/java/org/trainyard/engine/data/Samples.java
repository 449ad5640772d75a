package org.trainyard.engine.data;

import org.trainyard.engine.tensor.Matrix;

/**
 * The rows that a trainer or an evaluation reads, ready for the first layer.
 *
 * <p>A target of a classification is one column that holds the index of the class; of a regression
 * and of a multi-label classification, one column for each output.
 *
 * <p>Implementations may read from memory or from a mapped file. Reading allocates nothing where
 * training shall be fast.
 */
public interface Samples {

  /** How many rows there are. */
  int size();

  /** How many inputs a row has. */
  int inputSize();

  /** How many columns the target of a row has. */
  int targetSize();

  /**
   * Copies the inputs of some rows into a minibatch. Several threads may do so at the same time.
   *
   * @param indices row numbers, each in {@code [0, size())}
   * @param from the first position of {@code indices} to read
   * @param count how many rows to copy
   * @param inputs (at least row + count, inputSize), written
   * @param row the first row of {@code inputs} to write
   */
  void gatherInputs(int[] indices, int from, int count, Matrix inputs, int row);

  /**
   * Copies the targets of some rows into the first rows of a minibatch.
   *
   * @param indices row numbers, each in {@code [0, size())}
   * @param from the first position of {@code indices} to read
   * @param count how many rows to copy
   * @param targets (at least count, targetSize), written
   */
  void gatherTargets(int[] indices, int from, int count, Matrix targets);
}
