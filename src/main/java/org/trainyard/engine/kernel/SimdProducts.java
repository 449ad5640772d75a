package org.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * Products in tiles whose outputs stay in registers for a whole chain of fused multiply-adds: 24
 * vectors of them where there are 32 registers, 12 where there are 16; see {@link TileSize}.
 */
final class SimdProducts implements ProductProvider {

  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  static final int TILE_VECTORS = has32Registers() ? TileSize.MOST_VECTORS : 2;
  private static final int TILE_OUTPUTS =
      has32Registers() ? TileSize.OUTPUTS_OF_32 : TileSize.OUTPUTS_OF_16;

  /** Terms of a chain done before the next tile: a tile's columns of B stay in the first cache. */
  private static final int CHAIN = 128;

  /** The same for products with a transposed matrix, whose columns share that cache with B. */
  private static final int TRANSPOSED_CHAIN = 112;

  /** Columns done before the next ones, for the whole chain: C stays in the second cache. */
  private static final int BLOCK_VECTORS = 4 * TILE_VECTORS;

  private static final float[] ZEROS = new float[TILE_VECTORS * L];

  private static boolean has32Registers() {
    return L == 16 || System.getProperty("os.arch", "").equals("aarch64");
  }

  @Override
  public void multiply(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] init,
      int i0,
      int ldi,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    int vectors = vectors(n);
    for (int block = 0; block < vectors; block += BLOCK_VECTORS) {
      int blockEnd = Math.min(vectors, block + BLOCK_VECTORS);
      int done = 0;
      do {
        int depth = Math.min(CHAIN, k - done);
        for (int v = block; v < blockEnd; v += TILE_VECTORS) {
          int width = Math.min(TILE_VECTORS, blockEnd - v);
          int tiles = tiles(m, width);
          for (int t = 0; t < tiles; t++) {
            int row = split(m, t, tiles);
            int rows = split(m, t + 1, tiles) - row;
            int at = c0 + row * ldc + v * L;
            boolean first = done == 0; // later, the chain goes on from what C holds
            NnTiles.nn(
                rows,
                width,
                a,
                a0 + row * lda + done,
                lda,
                b,
                b0 + done * ldb + v * L,
                ldb,
                first ? init : c,
                first ? i0 + row * ldi + v * L : at,
                first ? ldi : ldc,
                c,
                at,
                ldc,
                depth);
          }
        }
        done += depth;
      } while (done < k);
    }
  }

  @Override
  public void multiplyTransposed(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    transposed(a, a0, lda, b, b0, ldb, ZEROS, 0, 0, 0, c, c0, ldc, m, k, n);
  }

  @Override
  public void addProductTransposed(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    transposed(a, a0, lda, b, b0, ldb, c, c0, ldc, L, c, c0, ldc, m, k, n);
  }

  /** A vector step of 0 repeats the first vector of {@code init}. */
  private static void transposed(
      float[] a,
      int a0,
      int lda,
      float[] b,
      int b0,
      int ldb,
      float[] init,
      int i0,
      int ldi,
      int vectorStep,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    int vectors = vectors(n);
    int pieces = Math.max(1, Math.ceilDiv(k, TRANSPOSED_CHAIN)); // one at least writes C
    for (int block = 0; block < vectors; block += BLOCK_VECTORS) {
      int blockEnd = Math.min(vectors, block + BLOCK_VECTORS);
      for (int piece = 0; piece < pieces; piece++) {
        int done = split(k, piece, pieces);
        int depth = split(k, piece + 1, pieces) - done;
        for (int v = block; v < blockEnd; v += TILE_VECTORS) {
          int width = Math.min(TILE_VECTORS, blockEnd - v);
          int tiles = tiles(m, width);
          for (int t = 0; t < tiles; t++) {
            int row = split(m, t, tiles);
            int rows = split(m, t + 1, tiles) - row;
            int at = c0 + row * ldc + v * L;
            boolean first = done == 0;
            TnTiles.tn(
                rows,
                width,
                a,
                a0 + row + done * lda,
                lda,
                b,
                b0 + done * ldb + v * L,
                ldb,
                first ? init : c,
                first ? i0 + row * ldi + v * vectorStep : at,
                first ? ldi : ldc,
                c,
                at,
                ldc,
                depth);
          }
        }
      }
    }
  }

  private static int vectors(int n) {
    return (n + L - 1) / L;
  }

  private static int tiles(int rows, int width) {
    return Math.ceilDiv(rows, TileSize.rows(width, TILE_OUTPUTS));
  }

  /** The first of {@code n} rows that belongs to a tile; tiles are nearly equal. */
  private static int split(int n, int tile, int tiles) {
    return (int) ((long) n * tile / tiles);
  }

  @Override
  public void multiplyPacked(
      float[] a,
      int a0,
      int lda,
      int row,
      float[] b,
      int b0,
      int ldb,
      float[] init,
      int i0,
      int ldi,
      float[] c,
      int c0,
      int ldc,
      int m,
      int k,
      int n) {
    SimdPackedProduct.multiply(a, a0, lda, row, b, b0, ldb, init, i0, ldi, c, c0, ldc, m, k, n);
  }

  @Override
  public void packColumns(float[] x, int x0, int ldx, float[] y, int y0, int m) {
    SimdPackedProduct.packColumns(x, x0, ldx, y, y0, m);
  }
}
