package org.trainyard.app.dataset.csv;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.dataset.text.Quoting;

/** Collects the fields of each row. */
final class CsvRowHandler extends CsvHandler<CsvRow> {

  private List<CsvField> row = new ArrayList<>();

  CsvRowHandler(char separator, int maxColumns) {
    super(separator, maxColumns);
  }

  @Override
  void begin() {
    row = new ArrayList<>(row.size());
  }

  @Override
  void field(int index, char[] text, int from, int length, Quoting quoting) {
    row.add(new CsvField(new String(text, from, length), quoting));
  }

  @Override
  protected CsvRow buildRecord() {
    return new CsvRow(line(), row);
  }
}
