package org.trainyard.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes a matrix the other way round, in square blocks of one vector a row.
 *
 * <p>A block is transposed in log2(lanes) stages. The stage of distance {@code d} looks at each two
 * rows {@code i} and {@code i + d} as squares of {@code d x d} elements, and exchanges the squares
 * off the diagonal: what lies {@code d} columns to the right in the upper row for what lies {@code
 * d} columns to the left in the lower one. Source: Eklundh, "A fast computer method for matrix
 * transposing", IEEE Trans. Comput. C-21 (1972). What does not fill a block goes element by
 * element.
 */
final class SimdTransposition {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private static final Exchange BY_1 = Exchange.by(1);
  private static final Exchange BY_2 = Exchange.by(2);
  private static final Exchange BY_4 = Exchange.by(4);
  private static final Exchange BY_8 = Exchange.by(8);

  private SimdTransposition() {}

  static void transpose(float[] a, int a0, int lda, float[] b, int b0, int ldb, int m, int n) {
    int rows = m / L * L;
    int columns = n / L * L;
    for (int i = 0; i < rows; i += L) {
      for (int j = 0; j < columns; j += L) {
        block(a, a0 + i * lda + j, lda, b, b0 + j * ldb + i, ldb);
      }
    }
    int right = a0 + columns;
    Transposition.transpose(a, right, lda, b, b0 + columns * ldb, ldb, rows, n - columns);
    Transposition.transpose(a, a0 + rows * lda, lda, b, b0 + rows, ldb, m - rows, n);
  }

  /** The stages after the first work in the block of B. */
  private static void block(float[] a, int a0, int lda, float[] b, int b0, int ldb) {
    BY_1.run(a, a0, lda, b, b0, ldb);
    if (L > 2) {
      BY_2.run(b, b0, ldb, b, b0, ldb);
    }
    if (L > 4) {
      BY_4.run(b, b0, ldb, b, b0, ldb);
    }
    if (L > 8) {
      BY_8.run(b, b0, ldb, b, b0, ldb);
    }
  }

  /** One stage; a record, whose parts are constants for the JIT compiler. */
  private record Exchange(
      int distance,
      VectorShuffle<Float> toTheRight,
      VectorShuffle<Float> toTheLeft,
      VectorMask<Float> rightSquares) {

    static Exchange by(int distance) {
      boolean[] isRight = new boolean[L];
      for (int lane = 0; lane < L; lane++) {
        isRight[lane] = (lane & distance) != 0;
      }
      return new Exchange(
          distance,
          VectorShuffle.fromOp(S, lane -> Math.floorMod(lane - distance, L)),
          VectorShuffle.fromOp(S, lane -> Math.floorMod(lane + distance, L)),
          VectorMask.fromArray(S, isRight, 0));
    }

    void run(float[] from, int f0, int ldf, float[] to, int t0, int ldt) {
      for (int pair = 0; pair < L / 2; pair++) {
        int row = ((pair & -distance) << 1) | (pair & (distance - 1));
        int lower = row + distance;
        FloatVector x = FloatVector.fromArray(S, from, f0 + row * ldf);
        FloatVector y = FloatVector.fromArray(S, from, f0 + lower * ldf);
        x.blend(y.rearrange(toTheRight), rightSquares).intoArray(to, t0 + row * ldt);
        x.rearrange(toTheLeft).blend(y, rightSquares).intoArray(to, t0 + lower * ldt);
      }
    }
  }
}
