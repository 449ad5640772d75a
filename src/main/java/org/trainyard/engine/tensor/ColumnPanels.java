package org.trainyard.engine.tensor;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of a matrix in panels, each a row-major matrix: of a wide matrix copies of {@value
 * #WIDTH} columns, of another the matrix itself.
 *
 * <p>A product reads a tile of columns down many rows. In a wide row-major matrix each of these
 * rows lies in another page of memory, more pages than the CPU keeps the addresses of; of a panel a
 * page holds a dozen rows. Never changes a bit.
 *
 * <p>Threads may work on different rows at the same time.
 */
public final class ColumnPanels {

  private static final int WIDTH = 64;

  /** Up to so many columns a page holds rows enough. */
  private static final int NARROW = 256;

  /** Columns of the other operand from which on a copy is read often enough to pay. */
  private static final int USED_OFTEN = 128;

  private final Matrix source;
  private final int width;
  private final List<Matrix> panels;

  private ColumnPanels(Matrix source, int width, List<Matrix> panels) {
    this.source = source;
    this.width = width;
    this.panels = panels;
  }

  /**
   * The panels of a matrix.
   *
   * @param otherColumns columns of the other operand: for each few of them all panels are read
   * @param memory for the copies, if there are any
   */
  public static ColumnPanels of(Matrix source, int otherColumns, Slab memory) {
    int columns = source.columns();
    if (!areCopies(columns, otherColumns)) {
      return new ColumnPanels(source, columns, List.of(source));
    }
    return new ColumnPanels(
        source,
        WIDTH,
        IntStream.iterate(0, first -> first < columns, first -> first + WIDTH)
            .mapToObj(first -> memory.zeros(source.rows(), Math.min(WIDTH, columns - first)))
            .toList());
  }

  /** How many elements the copies take for each row, padding included; 0 if there are none. */
  public static int copiedElements(int columns, int otherColumns) {
    return areCopies(columns, otherColumns)
        ? Math.ceilDiv(columns, WIDTH) * Matrix.strideOf(WIDTH)
        : 0;
  }

  private static boolean areCopies(int columns, int otherColumns) {
    return columns > NARROW && otherColumns >= USED_OFTEN;
  }

  public int count() {
    return panels.size();
  }

  /** Columns {@code [firstColumn(i), firstColumn(i + 1))} of the matrix. */
  public Matrix get(int i) {
    return panels.get(i);
  }

  public int firstColumn(int i) {
    return Math.min(i * width, source.columns());
  }

  /** Whether the panels must be updated after a change of the matrix. */
  public boolean areCopies() {
    return panels.getFirst() != source;
  }

  /** Takes over the rows {@code [from, to)} of the matrix, if the panels are copies. */
  public void update(int from, int to) {
    if (areCopies()) {
      for (int row = from; row < to; row++) {
        for (int i = 0; i < panels.size(); i++) {
          panels.get(i).setRow(row, source.data(), source.index(row, firstColumn(i)));
        }
      }
    }
  }
}
