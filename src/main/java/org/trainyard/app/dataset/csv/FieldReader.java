package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.dataset.table.RowGatherer;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.FieldTexts;

/** Turns fields into values, row by row. Belongs to one thread. */
final class FieldReader {

  private static final int MAX_RAGGED = 20;

  /** Rows that are read together: alike enough for a column, few enough for the first cache. */
  private static final int BLOCK_ROWS = 64;

  private final FieldColumn[] columns;
  private final RowGatherer rows;
  private final boolean trimsEnds;
  private final List<Map<String, Object>> ragged = new ArrayList<>();
  private long raggedRows;
  private boolean header;
  private char[] characters = new char[64]; // of a field

  FieldReader(CsvFile file, List<FieldColumn> columns, @Nullable Header header, RowGatherer rows) {
    this.columns = columns.toArray(FieldColumn[]::new);
    this.rows = rows;
    this.trimsEnds = file.trimsEnds();
    this.header = header == Header.NAMES;
  }

  /** Reads the rows of a batch. */
  void read(FieldBatch batch) throws IOException {
    FieldTexts texts = batch.texts();
    int row = 0;
    while (row < batch.rows()) {
      int regular = header ? 0 : regularRows(batch, texts, row);
      if (regular > 0) {
        readRows(batch, texts, row, regular);
        rows.next(regular);
      } else {
        readOddRow(batch, texts, row);
      }
      row += Math.max(1, regular);
    }
  }

  /** How many rows from one on have a field for each column, if none is blank. */
  private int regularRows(FieldBatch batch, FieldTexts texts, int first) {
    int most = Math.min(batch.rows(), first + Math.min(BLOCK_ROWS, rows.room()));
    int row = first;
    while (row < most
        && batch.firstField(row + 1) - batch.firstField(row) == columns.length
        && !isBlank(batch, texts, row)) {
      row++;
    }
    return row - first;
  }

  private static boolean isBlank(FieldBatch batch, FieldTexts texts, int row) {
    int first = batch.firstField(row);
    int end = batch.firstField(row + 1);
    return end == first || (end == first + 1 && texts.isBlank(first));
  }

  private void readOddRow(FieldBatch batch, FieldTexts texts, int row) throws IOException {
    if (isBlank(batch, texts, row)) {
      return;
    }
    if (header) {
      header = false;
      return;
    }
    int size = size(texts, batch.firstField(row), batch.firstField(row + 1));
    if (size == columns.length) {
      readRows(batch, texts, row, 1);
      rows.next();
    } else {
      addRagged(batch.line(row), size);
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

  /** Column by column, since the fields of one are alike; then what is not plain, row by row. */
  private void readRows(FieldBatch batch, FieldTexts texts, int row, int number) {
    int first = batch.firstField(row);
    int unknown = 0;
    for (int i = 0; i < columns.length; i++) {
      unknown +=
          columns[i].plainValues(
              texts, first + i, columns.length, number, rows.values(), rows.offset() + i);
    }
    for (int i = 0; i < number && unknown > 0; i++) {
      unknown -= readUnknown(texts, first + i * columns.length, batch.line(row + i), i);
    }
  }

  /** Reads what is not plain of one of the next rows; gives how many fields it was. */
  private int readUnknown(FieldTexts texts, int first, long line, int row) {
    float[] values = rows.values();
    int to = rows.offset() + row * columns.length;
    int read = 0;
    for (int i = 0; i < columns.length; i++) {
      if (values[to + i] == FieldColumn.UNKNOWN) {
        values[to + i] = value(columns[i], texts, first + i, line, rows.rows() + row + 1);
        read++;
      }
    }
    return read;
  }

  private float value(FieldColumn column, FieldTexts texts, int field, long line, long row) {
    int length = characters(texts, field);
    float value = column.value(characters, 0, length, texts.quoting(field), line, row);
    column.remember(texts, field, value);
    return value;
  }

  /** Decodes a field; gives how many characters it has. */
  private int characters(FieldTexts texts, int field) {
    int start = texts.start(field);
    int end = texts.end(field);
    if (characters.length < end - start) {
      characters = new char[Math.max(2 * characters.length, end - start)];
    }
    int length = Utf8.decode(texts.bytes(), start, end, characters);
    return texts.hasDoubledQuotes(field) ? withoutDoubledQuotes(length) : length;
  }

  private int withoutDoubledQuotes(int length) {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      characters[kept++] = characters[i];
      if (characters[i] == '"') {
        i++; // the second of two
      }
    }
    return kept;
  }

  /** Fields of a row, without those at its end that do not count. */
  private int size(FieldTexts texts, int first, int end) {
    int size = end - first;
    while (trimsEnds && size > columns.length && texts.isBlank(first + size - 1)) {
      size--;
    }
    return size;
  }

  private void addRagged(long line, int size) {
    raggedRows++;
    if (ragged.size() < MAX_RAGGED) {
      ragged.add(Map.of("line", line, "expected", columns.length, "actual", size));
    }
  }
}
