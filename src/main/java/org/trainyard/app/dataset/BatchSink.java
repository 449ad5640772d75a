package org.trainyard.app.dataset;

import java.io.IOException;

/** Takes the rows of a data set, batch after batch. */
@FunctionalInterface
public interface BatchSink {

  /** Takes a batch; it may be read during the call alone. */
  void accept(RowBatch batch) throws IOException;
}
