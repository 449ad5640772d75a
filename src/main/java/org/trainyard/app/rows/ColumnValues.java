package org.trainyard.app.rows;

import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.StoredRows;

/** One value of each row, without reading the rest of the rows. Belongs to one thread. */
final class ColumnValues {

  private final StoredRows rows;
  private final int index;
  private final ValueMapping mapping;
  private final float[] stored = new float[1];
  private final float[] mapped = new float[1];

  private ColumnValues(StoredRows rows, int index, ValueMapping mapping) {
    this.rows = rows;
    this.index = index;
    this.mapping = mapping;
  }

  /** The index of each row's class. */
  static ColumnValues classes(ReadColumns columns, Dataset dataset, StoredRows rows) {
    String target = columns.targets().getFirst();
    return new ColumnValues(
        rows,
        dataset.offsetOf(target),
        ValueMapping.ofTarget(columns.classes(), dataset.column(target)));
  }

  float of(int row) {
    stored[0] = rows.value(row, index);
    mapping.map(stored, 0, mapped, 0);
    return mapped[0];
  }
}
