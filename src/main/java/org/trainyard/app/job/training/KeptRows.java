package org.trainyard.app.job.training;

import org.trainyard.engine.tensor.Matrix;

/**
 * Encoded rows of a part of the data as they are kept in memory, if they are: an estimate and the
 * training itself must decide the same.
 *
 * @param count of rows
 * @param inputs of the network
 * @param targets that the loss compares with: one, the class, in a classification
 */
record KeptRows(long count, int inputs, int targets) {

  /** They may take one part in so many of the heap. */
  private static final long SHARE_OF_MEMORY = 8;

  /** Whether there is room; else they are read in every epoch. */
  boolean fit() {
    return fit(Runtime.getRuntime().maxMemory());
  }

  boolean fit(long heapBytes) {
    return bytes() <= heapBytes / SHARE_OF_MEMORY
        && count * Matrix.strideOf(inputs) <= Integer.MAX_VALUE;
  }

  /** What they take: rows are padded, which is most of a narrow one. */
  long bytes() {
    return Float.BYTES * count * (Matrix.strideOf(inputs) + Matrix.strideOf(targets));
  }
}
