package org.trainyard.app.dataset.table;

import java.io.IOException;
import java.util.List;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.UploadOptions;

/** The rows of an upload in one format. */
public interface RecordSource {

  /** What was said and told about the upload, beside its columns. */
  UploadOptions told();

  /** The columns in the order of the raw values. */
  List<RawColumn> columns();

  /**
   * Reads all rows, once.
   *
   * @throws org.trainyard.app.web.ProblemException if anything is wrong
   */
  void read(RowGatherer rows) throws IOException;

  /** What is worth a look in this format; called when all has been read. */
  default List<Dataset.Warning> warnings() {
    return List.of();
  }
}
