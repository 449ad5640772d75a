package org.trainyard.app.model;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Rows to predict as raw values (see {@link ModelInput}), filled by those who read them, or the
 * numbers of a request as they came. Written by one thread, then read by any number.
 */
public final class RawRows {

  private final FloatBuffer values; // (rows, width), row-major
  private final int width;
  private final int rows;
  private volatile List<RawColumn> unchecked; // columns whose numbers nobody has looked at

  private RawRows(FloatBuffer values, int width, List<RawColumn> unchecked) {
    this.values = values;
    this.width = width;
    this.rows = values.capacity() / width;
    this.unchecked = unchecked;
  }

  /** Rows to be filled. */
  RawRows(int rows, int width) {
    this(FloatBuffer.wrap(new float[Math.multiplyExact(rows, width)]), width, List.of());
  }

  /**
   * Numbers that nobody has looked at.
   *
   * @param values all of its capacity; not copied
   * @param columns all of the model's, each of numbers
   */
  static RawRows unchecked(FloatBuffer values, int width, List<RawColumn> columns) {
    return new RawRows(values, width, columns);
  }

  public int rows() {
    return rows;
  }

  /**
   * Sets one raw value.
   *
   * @param value made by {@link RawColumn}
   */
  public void set(int row, int index, float value) {
    values.put(row * width + index, value);
  }

  /**
   * Copies the raw values of a row.
   *
   * @param target written from its beginning
   */
  void copyRow(int row, float[] target) {
    values.get(row * width, target, 0, width);
  }

  /**
   * Looks at all numbers, if nobody has; to be called when one was found that is missing or not
   * finite. Column by column, so that the first that is named is the same wherever it is found.
   *
   * @throws org.trainyard.app.web.ProblemException if the model does not take a number of any row
   */
  void requireTaken() {
    for (RawColumn column : unchecked) {
      for (int row = 0; row < rows; row++) {
        int first = row * width + column.offset();
        for (int i = first; i < first + column.input().rawWidth(); i++) {
          column.number(values.get(i)); // NaN stays NaN: a missing value
        }
      }
    }
    unchecked = List.of();
  }
}
