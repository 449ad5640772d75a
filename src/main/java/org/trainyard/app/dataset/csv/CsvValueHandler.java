package org.trainyard.app.dataset.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.dataset.table.RowGatherer;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.Quoting;

/** Turns each field into its value while the tokenizer still holds its characters. */
final class CsvValueHandler extends CsvHandler<CsvValueHandler.Row> {

  private final FieldColumn[] columns;
  private final RowGatherer rows;
  private final boolean trimsEnds;
  private float[] values = new float[0]; // where the row goes
  private int offset;
  private long number; // of the row, from 1
  private boolean header;
  private boolean blank;
  private int size;

  CsvValueHandler(
      CsvFile file, List<FieldColumn> columns, @Nullable Header header, RowGatherer rows) {
    super(file.separator(), file.maxColumns());
    this.columns = columns.toArray(FieldColumn[]::new);
    this.rows = rows;
    this.trimsEnds = file.trimsEnds();
    this.header = header == Header.NAMES;
  }

  /** What a row was. */
  enum Row {
    /** Its values have been written where the next row goes. */
    DATA,
    HEADER,
    RAGGED,
    BLANK
  }

  /** Fields of the row, without those at its end that do not count. */
  int size() {
    return size;
  }

  @Override
  void begin() {
    values = rows.values();
    offset = rows.offset();
    number = rows.rows() + 1;
    blank = true;
    size = 0;
  }

  @Override
  void field(int index, char[] text, int from, int length, Quoting quoting) {
    boolean empty = length == 0 && quoting == Quoting.BARE;
    blank &= empty;
    if (index < columns.length) {
      size = index + 1;
      if (!header) {
        values[offset + index] = columns[index].value(text, from, length, quoting, line(), number);
      }
    } else if (!empty || !trimsEnds) {
      size = index + 1;
    }
  }

  @Override
  protected Row buildRecord() {
    if (fields() == 0 || (fields() == 1 && blank)) {
      return Row.BLANK;
    }
    if (header) {
      header = false;
      return Row.HEADER;
    }
    return size == columns.length ? Row.DATA : Row.RAGGED;
  }
}
