package org.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The product of packed operands, tile by tile; see {@link Packing}. */
final class SimdPackedProduct {

  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  /** Of at most {@link Packing#ROW_STEP} lanes. */
  private static final VectorSpecies<Float> SHORT =
      L >= Packing.ROW_STEP ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

  private static final int PANEL_VECTORS = Packing.COLUMNS / L;

  /** Terms of a chain done before the next tile: a panel's rows stay in the first cache. */
  private static final int CHAIN = 256;

  /** Panels done before the next ones, for the whole chain: C stays in the second cache. */
  private static final int BLOCK_PANELS = 4;

  private SimdPackedProduct() {}

  static void multiply(
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
    int panels = Math.ceilDiv(n, Packing.COLUMNS);
    for (int block = 0; block < panels; block += BLOCK_PANELS) {
      int blockEnd = Math.min(panels, block + BLOCK_PANELS);
      int done = 0;
      do {
        int depth = Math.min(CHAIN, k - done);
        boolean first = done == 0; // later, the chain goes on from what C holds
        for (int panel = block; panel < blockEnd; panel++) {
          int column = panel * Packing.COLUMNS;
          panel(
              a,
              a0 + done * Packing.ROW_STEP,
              lda,
              row,
              b,
              b0 + panel * ldb + done * Packing.COLUMNS,
              first ? init : c,
              first ? i0 + column : c0 + column,
              first ? ldi : ldc,
              c,
              c0 + column,
              ldc,
              m,
              depth,
              Math.min(PANEL_VECTORS, Math.ceilDiv(n - column, L)));
        }
        done += depth;
      } while (done < k);
    }
  }

  private static void panel(
      float[] a,
      int a0,
      int lda,
      int row,
      float[] b,
      int b0,
      float[] init,
      int i0,
      int ldi,
      float[] c,
      int c0,
      int ldc,
      int m,
      int depth,
      int vectors) {
    int v = 0;
    while (v < vectors) {
      // What is left of the last panel goes vector by vector: so few tiles must be compiled.
      int width = vectors - v < SimdProducts.TILE_VECTORS ? 1 : SimdProducts.TILE_VECTORS;
      int i = 0;
      while (i < m) {
        int group = (row + i) / Packing.ROWS;
        int inGroup = row + i - group * Packing.ROWS;
        int rows = Math.min(Packing.ROWS - inGroup, m - i);
        PackedTiles.packed(
            rows,
            width,
            a,
            a0 + group * lda + inGroup,
            b,
            b0 + v * L,
            init,
            i0 + i * ldi + v * L,
            ldi,
            c,
            c0 + i * ldc + v * L,
            ldc,
            depth);
        i += rows;
      }
      v += width;
    }
  }

  /** Copies more than the columns of a group, up to where the next ones go. */
  static void packColumns(float[] x, int x0, int ldx, float[] y, int y0, int m) {
    for (int i = 0; i < m; i++) {
      int from = x0 + i * ldx;
      int to = y0 + i * Packing.ROW_STEP;
      for (int j = 0; j < Packing.ROW_STEP; j += SHORT.length()) {
        FloatVector.fromArray(SHORT, x, from + j).intoArray(y, to + j);
      }
    }
  }
}
