package org.trainyard.engine.training;

import org.trainyard.engine.layer.Network;

/**
 * A minibatch cut into pieces of equal size, the last one perhaps smaller: the threads of a team
 * take one through both passes, each its share of the rows, and add it to the gradients, before the
 * next. Never changes a bit, since every gradient is one sum over the rows in their order.
 */
final class Chunks {

  private final int rows;

  private Chunks(int rows) {
    this.rows = rows;
  }

  /**
   * Chunks that suit the caches.
   *
   * @param batchSize rows of a minibatch
   * @param members threads that work on one
   */
  static Chunks of(Network network, int batchSize, int members) {
    if (network.needsWholeBatch()) {
      return new Chunks(batchSize);
    }
    int wanted = members * BlockRows.of(network);
    int count = Math.max(1, Math.round((float) batchSize / wanted));
    return new Chunks((batchSize + count - 1) / count);
  }

  /** Rows of every chunk but perhaps the last. */
  int rows() {
    return rows;
  }

  /** How many there are in so many rows. */
  int count(int batchRows) {
    return (batchRows + rows - 1) / rows;
  }

  /** The first row of a chunk. */
  int first(int chunk) {
    return chunk * rows;
  }

  /** Rows of a chunk of so many rows. */
  int rows(int chunk, int batchRows) {
    return Math.min(rows, batchRows - first(chunk));
  }
}
