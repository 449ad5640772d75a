package org.trainyard.app.dataset;

/**
 * The rows of a data set in the form that training reads, mapped into memory.
 *
 * <p>A row is the values of its columns one after the other, each {@link Column#width()} wide, in
 * the order of {@link Dataset#columns()}. Safe for reading by several threads until it is closed.
 */
public interface StoredRows extends AutoCloseable {

  long rows();

  /** Values of a row: the sum of the columns' widths. */
  int width();

  /** Copies one row into the first {@link #width()} elements of {@code values}. */
  void read(long row, float[] values);

  /** One value of a row, by its place among the {@link #width()}. */
  float value(long row, int index);

  @Override
  void close();
}
