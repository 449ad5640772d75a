package org.trainyard.engine.kernel;

/**
 * How the operands of a large product {@code C = A B} are packed, so that a tile reads both in a
 * line.
 *
 * <p>A lies in groups of {@value #ROWS} rows: of a group first the elements of column 0, then those
 * of column 1, {@value #ROW_STEP} elements apart. B lies in panels of {@value #COLUMNS} columns, of
 * a panel row after row. In wide row-major matrices each row of a tile is in another page of
 * memory, more pages than a CPU keeps the addresses of, and the addresses of its rows take
 * instructions that compete with the multiply-adds.
 *
 * <p>Source: Goto, van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM
 * Transactions on Mathematical Software 34 (2008).
 */
public final class Packing {

  /** Rows of A in a group. */
  public static final int ROWS = 6;

  /** From column to column of a group; a power of two needs no multiplication. */
  public static final int ROW_STEP = 8;

  /** Columns of B in a panel. */
  public static final int COLUMNS = 64;

  private Packing() {}
}
