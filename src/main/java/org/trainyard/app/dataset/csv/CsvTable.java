package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.RowSink;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadedTable;

/** A CSV file that has been found good. */
record CsvTable(
    CsvFile file,
    UploadOptions.Header header,
    CsvNotation notation,
    long rows,
    List<Column> columns,
    List<Dataset.Warning> warnings)
    implements UploadedTable {

  CsvTable {
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }

  /** Told of each row below the header. */
  @FunctionalInterface
  interface DataConsumer {
    void accept(CsvRow row) throws IOException;
  }

  /** Reads the rows below the header, which are known to be even. */
  static void readData(
      CsvFile file, UploadOptions.Header header, int columns, DataConsumer consumer)
      throws IOException {
    boolean[] skip = {header == UploadOptions.Header.NAMES};
    file.read(row -> {
      if (skip[0]) {
        skip[0] = false;
      } else {
        consumer.accept(file.trimmedTo(row, columns));
      }
      return CsvFile.Next.CONTINUE;
    });
  }

  @Override
  public void writeTo(RowSink sink) throws IOException {
    List<Map<String, Integer>> indices = columns.stream().map(CsvTable::indices).toList();
    float[] values = new float[columns.stream().mapToInt(Column::width).sum()];
    readData(
        file,
        header,
        columns.size(),
        row -> {
          int to = 0;
          for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).width() == 1) {
              values[to] = value(columns.get(i), row.fields().get(i), indices.get(i));
              to++;
            }
          }
          sink.write(values);
        });
  }

  private float value(Column column, CsvField field, Map<String, Integer> indices) {
    if (notation.isMissing(field)) {
      return Float.NaN;
    }
    return switch (column) {
      case Column.Numeric _ -> (float) notation.parse(field.text());
      case Column.Categorical _ -> indices.getOrDefault(field.text(), -1);
      case Column.Ignored _ -> Float.NaN;
    };
  }

  private static Map<String, Integer> indices(Column column) {
    Map<String, Integer> indices = new HashMap<>();
    if (column instanceof Column.Categorical(_, _, var categories)) {
      categories.forEach(category -> indices.put(category.value(), indices.size()));
    }
    return indices;
  }
}
