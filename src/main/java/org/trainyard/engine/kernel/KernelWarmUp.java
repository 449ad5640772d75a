package org.trainyard.engine.kernel;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the JIT compiler compile the products, all sizes of tiles, and the scaling of rows before
 * they are needed.
 *
 * <p>The compiler works beside the program and may take seconds on a busy machine. A tile that is
 * not compiled yet keeps its vectors as objects; so all are ready as soon as nothing is allocated.
 */
final class KernelWarmUp {

  private static final int TILE_ROWS = TileSize.MOST_ROWS;
  private static final int TILE_VECTORS = TileSize.MOST_VECTORS;

  /** Short chains: what counts is the number of calls. */
  private static final int DEPTH = 8;

  /** HotSpot compiles a method with loops after about 1,700 calls of this depth. */
  private static final int CALLS = 3000;

  /** Calls of each tile in a round that asks whether all are compiled. */
  private static final int PROBES = 5;

  /** The compiler's threads get the core for so long between two rounds. */
  private static final long PAUSE_NANOS = 5_000_000;

  /** Rounds after which the kernels are used as they are: about four seconds. */
  private static final int MOST_ROUNDS = 600;

  private final KernelProvider kernels;
  private final int lanes;
  private final int stride;
  private final float[] a = new float[Kernels.padded(DEPTH) * (TILE_ROWS + DEPTH)];
  private final float[] b;
  private final float[] c;
  private final float[] bias;

  private KernelWarmUp(KernelProvider kernels) {
    this.kernels = kernels;
    lanes = kernels.info().lanes();
    stride = Kernels.padded(TILE_VECTORS * lanes);
    b = new float[stride * DEPTH];
    c = new float[stride * TILE_ROWS];
    bias = new float[stride];
  }

  static void run(KernelProvider kernels) {
    KernelWarmUp warmUp = new KernelWarmUp(kernels);
    warmUp.callAll(CALLS);
    int rounds = 0;
    while (rounds < MOST_ROUNDS && warmUp.allocates()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      rounds++;
    }
  }

  private boolean allocates() {
    if (!(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads)) {
      return false; // nobody can tell
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    callAll(PROBES);
    return threads.getCurrentThreadAllocatedBytes() > before;
  }

  private void callAll(int times) {
    for (int vectors = TILE_VECTORS; vectors >= 1; vectors--) {
      for (int rows = TileSize.rows(vectors, TileSize.OUTPUTS_OF_32); rows >= 1; rows--) {
        for (int i = 0; i < times; i++) {
          call(rows, vectors * lanes);
        }
      }
    }
  }

  private void call(int rows, int n) {
    kernels.multiply(a, 0, DEPTH, b, 0, stride, bias, 0, 0, c, 0, stride, rows, DEPTH, n);
    kernels.multiplyTransposed(a, 0, TILE_ROWS, b, 0, stride, c, 0, stride, rows, DEPTH, n);
    kernels.transpose(b, 0, lanes, c, 0, lanes, lanes, lanes);
    kernels.standardize(a, 0, b, bias, c, 0, n);
  }
}
