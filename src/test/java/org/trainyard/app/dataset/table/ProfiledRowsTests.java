package org.trainyard.app.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.trainyard.app.dataset.BatchSink;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.RowBatch;
import org.trainyard.app.dataset.Storage;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/** What those who store rows are told of the columns before all rows have been read. */
class ProfiledRowsTests {

  private static final int ROWS = 600_000;

  @Test
  void tellsOnceHowNumbersWouldBeStored() throws IOException {
    List<List<ReadColumn>> told = told(RawColumn.Kind.NUMBERS);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().stream().map(column -> column.column().storage()))
        .containsExactly(Storage.FLOAT32, Storage.UINT8);
    assertThat(told.getFirst()).allMatch(column -> column.column() instanceof Column.Numeric);
  }

  @Test
  void tellsNothingOfTexts() throws IOException {
    assertThat(told(RawColumn.Kind.TEXTS)).isEmpty();
    assertThat(told(RawColumn.Kind.UNDECIDED)).isEmpty();
  }

  private static List<List<ReadColumn>> told(RawColumn.Kind second) throws IOException {
    List<ColumnNames.Named> names = new ColumnNames(Map.of(), ".").of(List.of("a", "b"));
    List<RawColumn> columns =
        List.of(
            RawColumn.of(names.get(0), RawColumn.Kind.NUMBERS, 100),
            RawColumn.of(names.get(1), second, 100));
    DatasetProperties limits =
        new DatasetProperties(DataSize.ofGigabytes(1), DataSize.ofGigabytes(1), ROWS, 10, 100);
    Told told = new Told();
    ProfiledRows rows = new ProfiledRows(new Profile(columns), columns, limits, told);
    RowBatch batch = RowBatch.of(2);
    for (int row = 0; row < ROWS; row++) {
      batch.values()[batch.end()] = row + 0.5f;
      batch.values()[batch.end() + 1] = row % 4;
      batch.add(1);
      if (batch.isFull()) {
        rows.take(batch);
        batch.clear();
      }
    }
    return told.columns;
  }

  private static final class Told implements BatchSink {

    private final List<List<ReadColumn>> columns = new ArrayList<>();

    @Override
    public void accept(RowBatch batch) {}

    @Override
    public void expect(List<ReadColumn> expected) {
      columns.add(expected);
    }
  }
}
