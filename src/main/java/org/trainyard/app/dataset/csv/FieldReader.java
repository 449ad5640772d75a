package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.dataset.table.RowGatherer;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.Quoting;

/** Turns fields into values, row by row. Belongs to one thread. */
final class FieldReader {

  private static final int MAX_RAGGED = 20;

  private final FieldColumn[] columns;
  private final RowGatherer rows;
  private final boolean trimsEnds;
  private final List<Map<String, Object>> ragged = new ArrayList<>();
  private long raggedRows;
  private boolean header;

  FieldReader(CsvFile file, List<FieldColumn> columns, @Nullable Header header, RowGatherer rows) {
    this.columns = columns.toArray(FieldColumn[]::new);
    this.rows = rows;
    this.trimsEnds = file.trimsEnds();
    this.header = header == Header.NAMES;
  }

  /** Reads the rows of a batch. */
  void read(FieldBatch batch) throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      int first = batch.firstField(row);
      int end = batch.firstField(row + 1);
      boolean blank = end == first || (end == first + 1 && isEmpty(batch, first));
      if (blank) {
        continue;
      }
      if (header) {
        header = false;
        continue;
      }
      int size = size(batch, first, end);
      if (size == columns.length) {
        readRow(batch, first, batch.line(row));
        rows.next();
      } else {
        addRagged(batch.line(row), size);
      }
    }
  }

  /** Rows that have more fields than there are columns, or fewer. */
  long raggedRows() {
    return raggedRows;
  }

  /** Where the first of them stand. */
  List<Map<String, Object>> ragged() {
    return ragged;
  }

  private void readRow(FieldBatch batch, int first, long line) {
    float[] values = rows.values();
    int offset = rows.offset();
    long number = rows.rows() + 1;
    char[] characters = batch.characters();
    int from = batch.from(first);
    for (int i = 0; i < columns.length; i++) {
      int end = batch.end(first + i);
      values[offset + i] =
          columns[i].value(characters, from, end - from, batch.quoting(first + i), line, number);
      from = end;
    }
  }

  /** Fields of a row, without those at its end that do not count. */
  private int size(FieldBatch batch, int first, int end) {
    int size = end - first;
    while (trimsEnds && size > columns.length && isEmpty(batch, first + size - 1)) {
      size--;
    }
    return size;
  }

  private static boolean isEmpty(FieldBatch batch, int field) {
    return batch.from(field) == batch.end(field) && batch.quoting(field) == Quoting.BARE;
  }

  private void addRagged(long line, int size) {
    raggedRows++;
    if (ragged.size() < MAX_RAGGED) {
      ragged.add(Map.of("line", line, "expected", columns.length, "actual", size));
    }
  }
}
