package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.RowBatch;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/**
 * What is found out about all columns while their rows pass by. Gathered on one thread; asked by
 * it, or after it has ended.
 */
final class Profile {

  private static final int FIRST_ROWS = 20;

  private final List<ColumnProfile> columns = new ArrayList<>();
  private final PresentValues present = new PresentValues();
  private final RepeatedRows repeated = new RepeatedRows();
  private final RowSample sample;
  private final List<float[]> firstRows = new ArrayList<>();

  Profile(List<RawColumn> raw) {
    int from = 0;
    for (RawColumn column : raw) {
      columns.add(new ColumnProfile(column, from, raw.size()));
      from += column.width();
    }
    sample = new RowSample(from);
  }

  void add(RowBatch batch) {
    columns.forEach(column -> column.add(batch, present));
    repeated.add(batch);
    sample.add(batch);
    for (int row = 0; row < batch.rows() && firstRows.size() < FIRST_ROWS; row++) {
      int from = row * batch.width();
      firstRows.add(Arrays.copyOfRange(batch.values(), from, from + batch.width()));
    }
  }

  /** The columns as they will be stored. */
  List<ReadColumn> columns(DatasetProperties limits) {
    return columns.stream().map(column -> column.settled(limits)).toList();
  }

  RepeatedRows repeated() {
    return repeated;
  }

  List<float[]> sample() {
    return sample.rows();
  }

  List<float[]> firstRows() {
    return firstRows;
  }
}
