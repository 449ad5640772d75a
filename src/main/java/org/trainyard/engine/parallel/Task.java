package org.trainyard.engine.parallel;

/** A piece of work on a minibatch that may be divided, along its rows or along its columns. */
public sealed interface Task {

  /** Work on rows that does not look at other rows. */
  @FunctionalInterface
  non-sealed interface Rows extends Task {
    void run(int fromRow, int toRow);
  }

  /** Work on columns that looks at all rows of each. */
  non-sealed interface Columns extends Task {

    /** How many columns there are. */
    int columns();

    void run(int rows, int fromColumn, int toColumn);
  }
}
