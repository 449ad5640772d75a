package org.trainyard.engine.tensor;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A matrix as panels of its columns, each a row-major matrix: of a wide matrix {@value #WIDTH}
 * columns, of another all of them.
 *
 * <p>A product reads a tile of columns down many rows. In a wide row-major matrix each of these
 * rows lies in another page of memory, more pages than the CPU keeps the addresses of, and is
 * fetched without the help of its prefetchers; of a panel a page holds a dozen rows, and all of it
 * is read in a line. Never changes a bit.
 *
 * <p>Threads may work on different rows at the same time.
 */
public final class ColumnPanels {

  private static final int WIDTH = 64;

  /** Up to so many columns a page holds rows enough. */
  private static final int NARROW = 256;

  /** Columns of the other operand from which on a copy is read often enough to pay. */
  private static final int USED_OFTEN = 128;

  private final int columns;
  private final Optional<Matrix> source; // of copies
  private final List<Matrix> panels;

  private ColumnPanels(int columns, Optional<Matrix> source, List<Matrix> panels) {
    this.columns = columns;
    this.source = source;
    this.panels = panels;
  }

  /** A matrix of zeros. */
  public static ColumnPanels zeros(int rows, int columns, Slab memory) {
    return new ColumnPanels(columns, Optional.empty(), newPanels(rows, columns, memory));
  }

  /** How many elements a row of {@link #zeros} takes, padding included. */
  public static int elements(int columns) {
    return columns > NARROW
        ? Math.ceilDiv(columns, WIDTH) * Matrix.strideOf(WIDTH)
        : Matrix.strideOf(columns);
  }

  /**
   * A matrix itself, or copies of its panels where they pay.
   *
   * @param otherColumns columns of the other operand: for each few of them all panels are read
   * @param memory for the copies, if there are any
   */
  public static ColumnPanels of(Matrix source, int otherColumns, Slab memory) {
    int columns = source.columns();
    return areCopies(columns, otherColumns)
        ? new ColumnPanels(columns, Optional.of(source), newPanels(source.rows(), columns, memory))
        : new ColumnPanels(columns, Optional.empty(), List.of(source));
  }

  /** How many elements the copies take for each row, padding included; 0 if there are none. */
  public static int copiedElements(int columns, int otherColumns) {
    return areCopies(columns, otherColumns) ? elements(columns) : 0;
  }

  private static boolean areCopies(int columns, int otherColumns) {
    return columns > NARROW && otherColumns >= USED_OFTEN;
  }

  private static List<Matrix> newPanels(int rows, int columns, Slab memory) {
    int width = columns > NARROW ? WIDTH : Math.max(1, columns);
    return IntStream.iterate(0, first -> first < columns, first -> first + width)
        .mapToObj(first -> memory.zeros(rows, Math.min(width, columns - first)))
        .toList();
  }

  public int count() {
    return panels.size();
  }

  /** Columns {@code [firstColumn(i), firstColumn(i + 1))} of the matrix. */
  public Matrix get(int i) {
    return panels.get(i);
  }

  /** The first column of a panel; of {@link #count} the number of columns. */
  public int firstColumn(int i) {
    return Math.min(i * panels.getFirst().columns(), columns);
  }

  /** Whether the panels must be updated after a change of the matrix. */
  public boolean areCopies() {
    return source.isPresent();
  }

  /** Takes over the rows {@code [from, to)} of the matrix, if the panels are copies. */
  public void update(int from, int to) {
    if (source.isPresent()) {
      Matrix matrix = source.get();
      for (int row = from; row < to; row++) {
        for (int i = 0; i < panels.size(); i++) {
          panels.get(i).setRow(row, matrix.data(), matrix.index(row, firstColumn(i)));
        }
      }
    }
  }
}
