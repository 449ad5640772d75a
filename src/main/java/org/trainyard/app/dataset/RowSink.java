package org.trainyard.app.dataset;

import java.io.IOException;

/** Takes the rows of a data set one after the other. */
@FunctionalInterface
public interface RowSink {

  /**
   * Appends a row.
   *
   * @param values of the columns in their order, each {@link Column#width()} wide; NaN is missing.
   *     Only read during the call
   */
  void write(float[] values) throws IOException;
}
