package org.trainyard.app.evaluation;

import org.trainyard.app.rows.RowReader;

/**
 * Rows whose targets are known: some or all of a stored data set. Immutable but for the rows that
 * it reads; safe for several threads with a scratch each.
 */
public final class LabelledRows {

  /** Gives the number of a row in the data set. */
  @FunctionalInterface
  private interface Numbering {
    long of(long index);
  }

  private final RowReader reader;
  private final Numbering numbering;
  private final long size;

  private LabelledRows(RowReader reader, Numbering numbering, long size) {
    this.reader = reader;
    this.numbering = numbering;
    this.size = size;
  }

  /** All of so many rows. */
  public static LabelledRows all(RowReader reader, long rows) {
    return new LabelledRows(reader, index -> index, rows);
  }

  /**
   * Some rows.
   *
   * @param numbers of the rows, not copied
   */
  public static LabelledRows some(RowReader reader, int[] numbers) {
    return new LabelledRows(reader, index -> numbers[(int) index], numbers.length);
  }

  long size() {
    return size;
  }

  RowReader reader() {
    return reader;
  }

  /** Reads the features, then the targets of a row; see {@link RowReader#read}. */
  void read(long index, float[] scratch, float[] values) {
    reader.read(numbering.of(index), scratch, values);
  }
}
