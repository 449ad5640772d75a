package org.trainyard.app.dataset.csv;

import java.util.HashSet;
import java.util.List;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.dataset.text.Notation;

/** Tells whether the first row of a CSV file holds the names of the columns. */
final class HeaderGuess {

  private static final int SAMPLE_ROWS = 100;

  private final Notation notation;

  HeaderGuess(Notation notation) {
    this.notation = notation;
  }

  /**
   * It does where a column holds numbers below a text, or else where all of it are different texts
   * and none stands again in its column.
   */
  Header of(List<CsvRow> sample) {
    List<CsvRow> rows = sample.subList(0, Math.min(SAMPLE_ROWS + 1, sample.size()));
    if (rows.isEmpty()) {
      return Header.DATA;
    }
    List<CsvField> first = rows.getFirst().fields();
    List<CsvRow> rest = rows.subList(1, rows.size());
    for (int column = 0; column < first.size(); column++) {
      if (isName(first.get(column)) && holdsNumbers(rest, column)) {
        return Header.NAMES;
      }
    }
    boolean names =
        first.stream().allMatch(this::isName)
            && new HashSet<>(first).size() == first.size()
            && !recurs(first, rest);
    return names ? Header.NAMES : Header.DATA;
  }

  /** Whether nobody would take the field for a value of a column of numbers. */
  boolean isName(CsvField field) {
    return !field.isMissing(notation) && !notation.readsAsNumber(field.text());
  }

  private boolean holdsNumbers(List<CsvRow> rows, int column) {
    List<CsvField> values =
        rows.stream()
            .filter(row -> column < row.size())
            .map(row -> row.fields().get(column))
            .filter(field -> !field.isMissing(notation))
            .toList();
    return !values.isEmpty()
        && values.stream().allMatch(field -> notation.readsAsNumber(field.text()));
  }

  private static boolean recurs(List<CsvField> first, List<CsvRow> rest) {
    return rest.stream()
        .anyMatch(row -> {
          for (int column = 0; column < Math.min(first.size(), row.size()); column++) {
            if (row.fields().get(column).text().equals(first.get(column).text())) {
              return true;
            }
          }
          return false;
        });
  }
}
