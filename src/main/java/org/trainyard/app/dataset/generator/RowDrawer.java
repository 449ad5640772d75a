package org.trainyard.app.dataset.generator;

/** Draws the rows of a generator, in ascending order. Belongs to one thread. */
@FunctionalInterface
interface RowDrawer {

  /**
   * Writes the features of a row, then its target: a number, or the index of its class.
   *
   * @param row from 0 to {@code samples - 1}
   * @param at where the row begins in {@code values}
   */
  void draw(long row, float[] values, int at);
}
