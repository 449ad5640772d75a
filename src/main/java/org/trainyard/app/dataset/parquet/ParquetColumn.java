package org.trainyard.app.dataset.parquet;

import dev.hardwood.reader.ColumnReader;
import java.util.List;
import java.util.Optional;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.web.Problem;

/** Turns the values of one column into raw ones. Belongs to one thread. */
sealed interface ParquetColumn permits NumberColumn, WordColumn {

  /** The place of the column in the file's schema. */
  int index();

  RawColumn raw();

  /**
   * Reads the batch at which a reader stands.
   *
   * @param count of its values
   * @param firstRow the row of the first, from 1
   * @param target takes the raw values
   */
  void read(ColumnReader batch, int count, long firstRow, float[] target);

  /** What makes the column unusable. */
  Optional<Problem> problem();

  /** What is worth a look. */
  List<Dataset.Warning> warnings();
}
