package org.trainyard.app.job.training;

import org.trainyard.engine.tensor.Matrix;

/**
 * Encoded rows of a part of the data as they are kept in memory, if they are: an estimate and the
 * training itself must decide the same.
 *
 * @param use of the part
 * @param count of rows
 * @param inputs of the network
 * @param targets that the loss compares with: one, the class, in a classification
 */
record KeptRows(Use use, long count, int inputs, int targets) {

  /** How often they are read. */
  enum Use {
    OFTEN,
    /** To read targets by themselves would be one time more. */
    ONCE
  }

  /** What there is room for. What is not kept is read in every epoch. */
  enum Extent {
    ROWS,
    TARGETS,
    NOTHING
  }

  /** Rows may take one part in so many of the heap. */
  private static final long SHARE_OF_ROWS = 8;

  /** Targets by themselves may take one part in so many of it. */
  private static final long SHARE_OF_TARGETS = 32;

  /** What is kept of them where the heap is so large. */
  Extent extent(long heapBytes) {
    if (bytes() <= heapBytes / SHARE_OF_ROWS
        && count * Matrix.strideOf(inputs) <= Integer.MAX_VALUE) {
      return Extent.ROWS;
    }
    boolean targetsFit =
        targetBytes() <= heapBytes / SHARE_OF_TARGETS && count * targets <= Integer.MAX_VALUE;
    return switch (use) {
      case OFTEN -> targetsFit ? Extent.TARGETS : Extent.NOTHING;
      case ONCE -> Extent.NOTHING;
    };
  }

  /** What rows take: they are padded, which is most of a narrow one. */
  long bytes() {
    return Float.BYTES * count * (Matrix.strideOf(inputs) + Matrix.strideOf(targets));
  }

  /** What targets by themselves take. */
  long targetBytes() {
    return Float.BYTES * count * targets;
  }
}
