package org.trainyard.engine.kernel;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the JIT compiler compile the products, all sizes of tiles, and the scaling and packing of
 * rows before they are needed.
 *
 * <p>A tile that is not compiled yet keeps its vectors as objects; so it is ready as soon as
 * nothing is allocated. One tile is compiled after the other: where many methods wait for the
 * compiler, HotSpot compiles some of them without a profile (from tier 2 to tier 4), and the
 * vectors of such a tile stay objects for ever; it is a tenth as fast then.
 */
final class KernelWarmUp {

  private static final int TILE_ROWS = TileSize.MOST_ROWS;
  private static final int TILE_VECTORS = TileSize.MOST_VECTORS;

  /** Short chains: what counts is the number of calls. */
  private static final int DEPTH = 8;

  /** HotSpot compiles a method with loops after about 1,700 calls of this depth. */
  private static final int CALLS = 2000;

  /** Calls of a tile that is not compiled yet, before it is asked again. */
  private static final int MORE_CALLS = 50;

  /** Calls that tell whether a tile is compiled. */
  private static final int PROBES = 5;

  /** The compiler's threads get the core for so long between two rounds. */
  private static final long PAUSE_NANOS = 5_000_000;

  /** Rounds after which a tile is used as it is: about half a second. */
  private static final int MOST_ROUNDS = 100;

  /** Rounds of all tiles together: about ten seconds, where the compiler never gets there. */
  private static final int MOST_OF_ALL = 2000;

  private final KernelProvider kernels;
  private final ProductProvider products;
  private final int lanes;
  private final int stride;
  private final float[] a = new float[Kernels.padded(DEPTH) * (TILE_ROWS + DEPTH)];
  private final float[] b;
  private final float[] c;
  private final float[] bias;
  private final float[] wide;
  private final float[] packed = new float[Packing.COLUMNS * DEPTH];

  private KernelWarmUp(KernelProvider kernels) {
    this.kernels = kernels;
    this.products = kernels.products();
    lanes = kernels.info().lanes();
    stride = Kernels.padded(TILE_VECTORS * lanes);
    b = new float[stride * DEPTH];
    c = new float[stride * TILE_ROWS];
    bias = new float[stride];
    wide = new float[2 * stride * Packing.ROWS];
  }

  static void run(KernelProvider kernels) {
    int left = MOST_OF_ALL;
    for (Runnable tile : new KernelWarmUp(kernels).tiles()) {
      left -= compile(tile, Math.min(left, MOST_ROUNDS));
    }
  }

  /** How many rounds it took. */
  private static int compile(Runnable tile, int mostRounds) {
    call(tile, CALLS);
    int round = 0;
    while (round < mostRounds && allocates(tile)) {
      LockSupport.parkNanos(PAUSE_NANOS);
      call(tile, MORE_CALLS);
      round++;
    }
    return round;
  }

  private static void call(Runnable tile, int times) {
    for (int i = 0; i < times; i++) {
      tile.run();
    }
  }

  private static boolean allocates(Runnable tile) {
    if (!(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads)) {
      return false; // nobody can tell
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    call(tile, PROBES);
    return threads.getCurrentThreadAllocatedBytes() > before;
  }

  /** All sizes of tiles of all products. */
  private List<Runnable> tiles() {
    List<Runnable> tiles = new ArrayList<>();
    for (int vectors = TILE_VECTORS; vectors >= 1; vectors--) {
      int n = vectors * lanes;
      for (int i = TileSize.rows(vectors, TileSize.OUTPUTS_OF_32); i >= 1; i--) {
        int rows = i;
        tiles.add(() -> multiply(rows, n));
        tiles.add(() -> multiplyTransposed(rows, n));
      }
    }
    for (int i = Packing.ROWS; i >= 1; i--) {
      int rows = i;
      tiles.add(() -> multiplyPacked(rows, (TILE_VECTORS + 1) * lanes)); // a whole and a narrow one
    }
    tiles.add(() -> kernels.transpose(b, 0, lanes, c, 0, lanes, lanes, lanes));
    tiles.add(() -> kernels.standardize(a, 0, b, bias, c, 0, stride));
    tiles.add(() -> products.packColumns(a, 0, DEPTH, packed, 0, DEPTH));
    return tiles;
  }

  private void multiply(int rows, int n) {
    products.multiply(a, 0, DEPTH, b, 0, stride, bias, 0, 0, c, 0, stride, rows, DEPTH, n);
  }

  private void multiplyTransposed(int rows, int n) {
    products.multiplyTransposed(a, 0, TILE_ROWS, b, 0, stride, c, 0, stride, rows, DEPTH, n);
  }

  private void multiplyPacked(int rows, int n) {
    products.multiplyPacked(
        a, 0, 0, 0, packed, 0, 0, wide, 0, 0, wide, 0, 2 * stride, rows, DEPTH, n);
  }
}
