package org.trainyard.app.rows;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.Storage;
import org.trainyard.app.dataset.StoredRows;

/** Rows of numbers in memory, as if they were stored. */
@SuppressWarnings("ArrayRecordComponent")
public record ArrayRows(float[]... values) implements StoredRows {

  /** A reader of all columns, named 0, 1, 2 and so on, as features; the last one is the target. */
  public RowReader reader() {
    List<String> names = dataset().columns().stream().map(Column::name).toList();
    int last = names.size() - 1;
    return RowReader.of(
        ReadColumns.of(dataset(), names.subList(0, last), names.subList(last, last + 1), List.of()),
        dataset(),
        this);
  }

  /** As a data set of columns that may lack values. */
  public Dataset dataset() {
    List<Column> columns =
        IntStream.range(0, width())
            .mapToObj(i ->
                (Column)
                    new Column.Numeric(
                        Integer.toString(i),
                        List.of(),
                        Storage.FLOAT32,
                        1,
                        1,
                        0,
                        0,
                        1,
                        0,
                        1,
                        new Column.Quantiles(0, 0, 0, 0, 0, 0)))
            .toList();
    return new Dataset(
        "ds_1",
        "rows",
        DatasetFormat.GENERATED,
        Instant.EPOCH,
        0,
        "",
        values.length,
        columns,
        List.of());
  }

  @Override
  public long rows() {
    return values.length;
  }

  @Override
  public int width() {
    return values[0].length;
  }

  @Override
  public void read(long row, float[] target) {
    System.arraycopy(values[(int) row], 0, target, 0, width());
  }

  @Override
  public float value(long row, int index) {
    return values[(int) row][index];
  }

  @Override
  public void close() {
    // nothing is open
  }
}
