package org.trainyard.app.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Converts a CSV file in two passes: the first finds the types, the second writes the rows. */
final class CsvImport {

  private static final int MAX_RAGGED = 20;

  private final CsvFile file;
  private final UploadOptions.Header header;
  private final DatasetProperties limits;
  private long rows;

  CsvImport(CsvFile file, UploadOptions.Header header, DatasetProperties limits) {
    this.file = file;
    this.header = header;
    this.limits = limits;
  }

  /** The first pass. */
  List<Column> columns() throws IOException {
    List<CsvColumn> columns = new ArrayList<>();
    List<Map<String, Object>> ragged = new ArrayList<>();
    file.read((line, fields) -> {
      if (columns.isEmpty()) {
        columns.addAll(named(fields));
        if (header == UploadOptions.Header.NAMES) {
          return true;
        }
      }
      if (fields.size() != columns.size()) {
        ragged.add(Map.of("line", line, "expected", columns.size(), "actual", fields.size()));
        return ragged.size() < MAX_RAGGED;
      }
      rows++;
      requireFew(rows);
      for (int i = 0; i < fields.size(); i++) {
        addField(columns.get(i), fields.get(i), line);
      }
      return true;
    });
    check(columns, ragged);
    return columns.stream().map(column -> column.column(rows)).toList();
  }

  /** The second pass. */
  void write(List<Column> columns, RowWriter writer) throws IOException {
    List<Map<String, Integer>> indices = columns.stream().map(CsvImport::indices).toList();
    float[] values = new float[columns.stream().mapToInt(Column::width).sum()];
    boolean[] skip = {header == UploadOptions.Header.NAMES};
    file.read((_, fields) -> {
      if (skip[0]) {
        skip[0] = false;
        return true;
      }
      int to = 0;
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).width() == 1) {
          values[to] = value(columns.get(i), fields.get(i), indices.get(i));
          to++;
        }
      }
      writer.write(values);
      return true;
    });
  }

  private List<CsvColumn> named(List<String> first) {
    if (first.size() > limits.maxColumns()) {
      throw Problem.of(
              ProblemType.TOO_MANY_COLUMNS,
              "The file has %d columns, the limit is %d."
                  .formatted(first.size(), limits.maxColumns()))
          .limit(limits.maxColumns(), first.size())
          .toException();
    }
    List<CsvColumn> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < first.size(); i++) {
      String name = header == UploadOptions.Header.NAMES ? first.get(i) : "column" + (i + 1);
      if (name.isEmpty() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
        throw Problem.of(
                ProblemType.BAD_COLUMN_NAME,
                "The name of column %d is empty, longer than 200 characters or holds control characters."
                    .formatted(i + 1))
            .with("position", i + 1)
            .toException();
      }
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw Problem.of(
                ProblemType.DUPLICATE_COLUMNS,
                "Two columns have the name '%s'; rename one, or pass header=false if the first line is data."
                    .formatted(Echo.of(name)))
            .with("position", i + 1)
            .toException();
      }
      columns.add(new CsvColumn(name, limits.maxCategories()));
    }
    return columns;
  }

  private static void addField(CsvColumn column, String field, long line) {
    if (CsvNumber.isNumber(field) && Float.isInfinite(CsvNumber.parse(field))) {
      throw Problem.of(
              ProblemType.VALUE_OUT_OF_RANGE,
              "'%s' in column '%s', line %d is beyond the range of 32-bit numbers."
                  .formatted(Echo.of(field), Echo.of(column.name()), line))
          .with("line", line)
          .with("column", column.name())
          .toException();
    }
    column.add(field);
  }

  private void requireFew(long count) {
    if (count > limits.maxRows()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "The file has more than %d rows.".formatted(limits.maxRows()))
          .limit(limits.maxRows(), count)
          .toException();
    }
  }

  private void check(List<CsvColumn> columns, List<Map<String, Object>> ragged) {
    if (!ragged.isEmpty()) {
      throw Problem.of(
              ProblemType.RAGGED_ROWS,
              "%s rows do not have %d fields, the first in line %s; is the separator right?"
                  .formatted(
                      ragged.size() == MAX_RAGGED ? "At least 20" : ragged.size(),
                      columns.size(),
                      ragged.getFirst().get("line")))
          .with("rows", ragged)
          .toException();
    }
    if (rows == 0) {
      throw Problem.of(
              columns.isEmpty() ? ProblemType.DATASET_EMPTY : ProblemType.DATASET_HEADER_ONLY,
              "There are %d columns and no row.".formatted(columns.size()))
          .toException();
    }
  }

  private static float value(Column column, String field, Map<String, Integer> indices) {
    if (CsvNumber.isMissing(field)) {
      return Float.NaN;
    }
    return switch (column) {
      case Column.Numeric _ -> CsvNumber.parse(field);
      case Column.Categorical _ -> indices.getOrDefault(field, -1);
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
