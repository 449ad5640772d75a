package org.trainyard.engine.tensor;

import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.kernel.Packing;

/**
 * The left operand of large products, a matrix of {@code (rows, depth)} in groups of rows; see
 * {@link Packing}.
 *
 * <p>Threads may set and read different rows at the same time, or different columns.
 */
public final class PackedLeft {

  /** Rows of the other order that are taken over together: so many pages are read at a time. */
  private static final int BLOCK = 16;

  private final int rows;
  private final Matrix groups; // (groups, depth * ROW_STEP)

  private PackedLeft(int rows, Matrix groups) {
    this.rows = rows;
    this.groups = groups;
  }

  /** A matrix of zeros. */
  public static PackedLeft zeros(int rows, int depth, Slab memory) {
    int count = Math.ceilDiv(rows, Packing.ROWS);
    return new PackedLeft(rows, memory.zeros(count, depth * Packing.ROW_STEP));
  }

  /** How many elements it takes, about. */
  public static long elements(long rows, long depth) {
    return Math.ceilDiv(rows, (long) Packing.ROWS) * (depth * Packing.ROW_STEP + Kernels.PADDING);
  }

  /**
   * Takes over the rows {@code [from, to)} of a matrix.
   *
   * @param source (rows, depth)
   */
  public void setRows(Matrix source, int from, int to) {
    for (int row = from; row < to; row++) {
      int group = row / Packing.ROWS;
      spread(
          source.data(),
          source.index(row, 0),
          groups.data(),
          groups.index(group, row - group * Packing.ROWS),
          source.columns());
    }
  }

  private static void spread(float[] x, int x0, float[] y, int y0, int n) {
    for (int k = 0; k < n; k++) {
      y[y0 + k * Packing.ROW_STEP] = x[x0 + k];
    }
  }

  /**
   * Takes over the columns {@code [from, to)} from the rows of the transposed matrix.
   *
   * @param source (depth, rows)
   */
  public void setColumns(Matrix source, int from, int to) {
    for (int block = from; block < to; block += BLOCK) {
      int end = Math.min(to, block + BLOCK);
      for (int group = 0; group < groups.rows(); group++) {
        setColumns(source, block, end, group);
      }
    }
  }

  private void setColumns(Matrix source, int from, int to, int group) {
    int first = group * Packing.ROWS; // column of the source
    int at = groups.index(group, from * Packing.ROW_STEP);
    if (first + Packing.ROW_STEP <= source.stride()) {
      int x0 = source.index(from, first);
      Kernels.packColumns(source.data(), x0, source.stride(), groups.data(), at, to - from);
    } else {
      for (int row = from; row < to; row++) {
        int count = Math.min(Packing.ROWS, rows - first);
        System.arraycopy(source.data(), source.index(row, first), groups.data(), at, count);
        at += Packing.ROW_STEP;
      }
    }
  }

  /**
   * {@code C = init + A B} for the rows {@code [from, to)}.
   *
   * @param depth how many columns of A and rows of B count
   * @param init of each row, (1, columns of B)
   * @param c (rows, columns of B), written
   */
  public void multiply(PackedRight b, Matrix init, Matrix c, int depth, int from, int to) {
    multiply(b, init.data(), init.index(0, 0), 0, c, depth, from, to);
  }

  /** {@code C = C + A B} for the rows {@code [from, to)}, each sum going on. */
  public void addProduct(PackedRight b, Matrix c, int depth, int from, int to) {
    multiply(b, c.data(), c.index(from, 0), c.stride(), c, depth, from, to);
  }

  private void multiply(
      PackedRight b, float[] init, int i0, int ldi, Matrix c, int depth, int from, int to) {
    Matrix panels = b.panels();
    Kernels.multiplyPacked(
        groups.data(),
        groups.index(0, 0),
        groups.stride(),
        from,
        panels.data(),
        panels.index(0, 0),
        panels.stride(),
        init,
        i0,
        ldi,
        c.data(),
        c.index(from, 0),
        c.stride(),
        to - from,
        depth,
        c.columns());
  }
}
