package org.trainyard.engine.tensor;

import org.trainyard.engine.kernel.Kernels;
import org.trainyard.engine.kernel.Packing;

/**
 * The right operand of large products, a matrix of {@code (depth, columns)} in panels of columns;
 * see {@link Packing}.
 *
 * <p>Threads may set different rows at the same time, or different columns.
 */
public final class PackedRight {

  private final int columns;
  private final Matrix panels; // (panels, depth * COLUMNS)

  private PackedRight(int columns, Matrix panels) {
    this.columns = columns;
    this.panels = panels;
  }

  /** A matrix of zeros. */
  public static PackedRight zeros(int depth, int columns, Slab memory) {
    int count = Math.ceilDiv(columns, Packing.COLUMNS);
    return new PackedRight(columns, memory.zeros(count, depth * Packing.COLUMNS));
  }

  /** How many elements it takes, about. */
  public static long elements(long depth, long columns) {
    return Math.ceilDiv(columns, (long) Packing.COLUMNS)
        * (depth * Packing.COLUMNS + Kernels.PADDING);
  }

  /**
   * Takes over the rows {@code [from, to)} of a matrix.
   *
   * @param source (depth, columns)
   */
  public void setRows(Matrix source, int from, int to) {
    for (int panel = 0; panel < panels.rows(); panel++) {
      int column = panel * Packing.COLUMNS;
      int count = Math.min(Packing.COLUMNS, columns - column);
      for (int row = from; row < to; row++) {
        int at = panels.index(panel, row * Packing.COLUMNS);
        System.arraycopy(source.data(), source.index(row, column), panels.data(), at, count);
      }
    }
  }

  /**
   * Takes over the columns {@code [from, to)} from the rows of the transposed matrix.
   *
   * @param source (columns, depth)
   */
  public void setColumns(Matrix source, int from, int to) {
    int first = from;
    while (first < to) {
      int panel = first / Packing.COLUMNS;
      int last = Math.min(to, (panel + 1) * Packing.COLUMNS);
      Kernels.transpose(
          source.data(),
          source.index(first, 0),
          source.stride(),
          panels.data(),
          panels.index(panel, first - panel * Packing.COLUMNS),
          Packing.COLUMNS,
          last - first,
          source.columns());
      first = last;
    }
  }

  Matrix panels() {
    return panels;
  }
}
