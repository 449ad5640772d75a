package org.trainyard.engine.kernel;

/**
 * How large the tiles of a product are.
 *
 * <p>A tile keeps its outputs in vector registers. The narrower it is, the more rows it has: so it
 * still has enough independent sums to hide the latency of a multiply-add, and reads the other
 * operand less often. Tiles of 8 x 3 instead of 6 x 3 make {@code X^T dY} of 48 columns 1.4 times
 * as fast on a CPU with two 512-bit multipliers.
 */
final class TileSize {

  static final int MOST_ROWS = 12;
  static final int MOST_VECTORS = 4;

  /** Vectors of outputs where a CPU has 32 registers; some are left for the operands. */
  static final int OUTPUTS_OF_32 = 24;

  /** Vectors of outputs where it has 16. */
  static final int OUTPUTS_OF_16 = 12;

  private TileSize() {}

  /** The largest number of rows of a tile so many vectors wide. */
  static int rows(int vectors, int outputs) {
    return Math.min(MOST_ROWS, outputs / vectors);
  }
}
