package org.trainyard.app.model;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out blocks of rows, in their order, to the threads that work on one request: who is late or
 * loses its core takes fewer.
 */
final class RowBlocks {

  private final int rows;
  private final int size;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Blocks.
   *
   * @param size rows of each, but for the last
   */
  RowBlocks(int rows, int size) {
    this.rows = rows;
    this.size = size;
  }

  /** The first row of the next block, or -1 if there is none. */
  int next() {
    int first = next.getAndAccumulate(size, (row, step) -> Math.min(rows, row + step));
    return first < rows ? first : -1;
  }

  /** How many rows the block has that begins there. */
  int count(int first) {
    return Math.min(size, rows - first);
  }

  /** No further block is handed out. */
  void stop() {
    next.set(rows);
  }
}
