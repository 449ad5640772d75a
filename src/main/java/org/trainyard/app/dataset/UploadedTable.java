package org.trainyard.app.dataset;

import java.io.IOException;
import java.util.List;

/** An upload that has been read and found good; nothing of it is stored yet. */
public interface UploadedTable {

  /** At least one. */
  long rows();

  List<Column> columns();

  /** What a person should know about the data before training on them. */
  List<Dataset.Warning> warnings();

  /** Reads the upload again and hands on each of its {@link #rows()} rows. */
  void writeTo(RowSink sink) throws IOException;
}
