package org.trainyard.app.dataset.csv;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.web.Echo;

/** Collects what is worth a look in a CSV file that was taken. */
final class CsvWarnings {

  private final char separator;
  private final List<Dataset.Warning> warnings = new ArrayList<>();

  CsvWarnings(char separator) {
    this.separator = separator;
  }

  /** Everything collected, and what the finished columns show. */
  List<Dataset.Warning> of(List<Column> columns) {
    if (columns.size() == 1) {
      add(
          "single-column",
          "Only one column was found with the separator '%s'; name another with separator=."
              .formatted(Echo.of(Character.toString(separator))),
          columns.getFirst().name());
    }
    columns.stream()
        .filter(CsvWarnings::isConstant)
        .forEach(column ->
            add("constant", "The column has one and the same value in all rows.", column.name()));
    return warnings;
  }

  void addHeader(List<String> namesLikeData) {
    if (!namesLikeData.isEmpty()) {
      add(
          "header-looks-like-data",
          "The first line was taken for names, but %d of them look like data, such as '%s'; if it is data, pass header=false."
              .formatted(namesLikeData.size(), Echo.of(namesLikeData.getFirst())),
          "");
    }
  }

  void add(ColumnScan scan) {
    if (scan.content() == ColumnScan.Content.NOTHING && scan.declared() != ColumnType.IGNORE) {
      add("ignored", "The column has no value in any row, and was left out.", scan.name());
    }
    if (scan.numbersAmongTexts() > 0) {
      add(
          "mixed",
          "The column was taken for texts, but %d of its values look like numbers; if it is one of numbers, say so in the option columns."
              .formatted(scan.numbersAmongTexts()),
          scan.name());
    }
    if (scan.inexact() > 0) {
      String example = scan.firstInexact().map(Sighting::text).orElse("");
      add(
          "inexact",
          "%d whole numbers are beyond 16777216 and stored rounded to 32-bit floating point, such as '%s'; leave the column out if it holds ids."
              .formatted(scan.inexact(), Echo.of(example)),
          scan.name());
    }
  }

  void addTooManyTexts(String column, int limit) {
    add(
        "ignored",
        "The column has more than %d different texts, or very long ones, and was left out."
            .formatted(limit),
        column);
  }

  private void add(String code, String message, String column) {
    warnings.add(new Dataset.Warning(code, message, column));
  }

  private static boolean isConstant(Column column) {
    return switch (column) {
      case Column.Numeric numeric -> numeric.distinct() == 1;
      case Column.Categorical categorical -> categorical.categories().size() == 1;
      case Column.Ignored _ -> false;
    };
  }
}
