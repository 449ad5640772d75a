package org.trainyard.app.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Some rows of a data set as a person reads them: numbers, texts, null where a value is missing.
 *
 * @param offset number of the first row shown, from 0
 * @param total rows of the data set
 */
public record RowsView(List<Map<String, @Nullable Object>> items, long offset, long total) {

  static RowsView of(Dataset dataset, StoredRows rows, long offset, int limit) {
    if (offset < 0) {
      throw Problem.of(ProblemType.WRONG_TYPE, "offset is at least 0, got %d.".formatted(offset))
          .with("parameter", "offset")
          .toException();
    }
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    float[] values = new float[rows.width()];
    for (long row = offset; row < Math.min(rows.rows(), offset + limit); row++) {
      rows.read(row, values);
      items.add(item(dataset.columns(), values));
    }
    return new RowsView(items, offset, rows.rows());
  }

  /** A row by the names of its columns. */
  static Map<String, @Nullable Object> item(List<Column> columns, float[] values) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    int from = 0;
    for (Column column : columns) {
      switch (column) {
        case Column.Numeric numeric when numeric.shape().isEmpty() ->
            item.put(numeric.name(), Float.isNaN(values[from]) ? null : values[from]);
        case Column.Numeric numeric ->
            item.put(numeric.name(), Arrays.copyOfRange(values, from, from + numeric.width()));
        case Column.Categorical(String name, _, var categories) ->
            item.put(
                name,
                Float.isNaN(values[from]) ? null : categories.get((int) values[from]).value());
        case Column.Ignored _ -> {}
      }
      from += column.width();
    }
    return item;
  }
}
