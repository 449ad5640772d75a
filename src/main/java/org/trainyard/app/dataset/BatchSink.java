package org.trainyard.app.dataset;

import java.io.IOException;
import java.util.List;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/** Takes the rows of a data set, batch after batch. */
@FunctionalInterface
public interface BatchSink {

  /** Takes a batch; it may be read during the call alone. */
  void accept(RowBatch batch) throws IOException;

  /**
   * Says, once at most, how the columns would be stored if no more rows came; they may still turn
   * out otherwise.
   */
  default void expect(List<ReadColumn> columns) throws IOException {}
}
