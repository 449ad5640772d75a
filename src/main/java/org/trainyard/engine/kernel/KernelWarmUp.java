package org.trainyard.engine.kernel;

/** Makes the JIT compiler compile the products, all sizes of tiles, before they are needed. */
final class KernelWarmUp {

  private static final int TILE_ROWS = 6;
  private static final int TILE_VECTORS = 4;

  /** Short chains: what counts is the number of calls. */
  private static final int DEPTH = 8;

  /** HotSpot compiles a method with loops after about 1,700 calls of this depth. */
  private static final int CALLS = 3000;

  private KernelWarmUp() {}

  static void run(KernelProvider kernels) {
    int lanes = kernels.info().lanes();
    int stride = Kernels.padded(TILE_VECTORS * lanes);
    float[] a = new float[Kernels.padded(DEPTH) * (TILE_ROWS + DEPTH)];
    float[] b = new float[stride * DEPTH];
    float[] c = new float[stride * TILE_ROWS];
    float[] bias = new float[stride];
    for (int rows = TILE_ROWS; rows >= 1; rows--) {
      for (int vectors = TILE_VECTORS; vectors >= 1; vectors--) {
        int n = vectors * lanes;
        for (int i = 0; i < CALLS; i++) {
          kernels.multiply(a, 0, DEPTH, b, 0, stride, bias, 0, 0, c, 0, stride, rows, DEPTH, n);
          kernels.multiplyTransposed(a, 0, TILE_ROWS, b, 0, stride, c, 0, stride, rows, DEPTH, n);
        }
      }
    }
  }
}
