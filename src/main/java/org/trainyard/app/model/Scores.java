package org.trainyard.app.model;

/**
 * What a model says of some rows, as numbers: the probability of each label, or the value of each
 * target in its unit. All are finite.
 */
public final class Scores {

  private final float[] values; // (rows, columns), row-major
  private final int columns;

  Scores(float[] values, int columns) {
    this.values = values;
    this.columns = columns;
  }

  public int rows() {
    return values.length / columns;
  }

  /** How many labels or targets there are. */
  public int columns() {
    return columns;
  }

  public float get(int row, int column) {
    return values[row * columns + column];
  }

  /** All numbers, row by row; not a copy, so not to be changed. */
  public float[] values() {
    return values;
  }
}
