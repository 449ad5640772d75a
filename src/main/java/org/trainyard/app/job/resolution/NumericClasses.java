package org.trainyard.app.job.resolution;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetCatalog;
import org.trainyard.app.dataset.StoredRows;
import org.trainyard.app.web.ProblemType;

/** The classes of a target whose labels are whole numbers, such as 0, 1, 2. */
final class NumericClasses {

  private static final int LIMIT = 1000;

  private final DatasetCatalog catalog;
  private final Dataset dataset;

  NumericClasses(DatasetCatalog catalog, Dataset dataset) {
    this.catalog = catalog;
    this.dataset = dataset;
  }

  /**
   * The distinct numbers in ascending order, with their counts.
   *
   * @param pointer where in the specification the target or its data set is named
   */
  List<Column.Category> of(Column.Numeric target, String pointer, Problems problems) {
    if (target.distinct() > LIMIT) {
      problems.add(
          ProblemType.LABEL_INVALID,
          pointer,
          "'%s' has %d different values; a classification takes at most %d classes. Set task to 'regression'?"
              .formatted(target.name(), target.distinct(), LIMIT));
      return List.of();
    }
    Map<Float, Long> counts = new TreeMap<>();
    try (StoredRows rows = catalog.open(dataset)) {
      int index = dataset.offsetOf(target.name());
      for (long row = 0; row < rows.rows(); row++) {
        float value = rows.value(row, index);
        if (!Float.isNaN(value)) {
          counts.merge(value, 1L, Long::sum);
        }
      }
    }
    if (counts.keySet().stream().anyMatch(value -> value != Math.rint(value))) {
      problems.add(
          ProblemType.LABEL_INVALID,
          pointer,
          "'%s' holds fractions; a class is a text or a whole number. Set task to 'regression'?"
              .formatted(target.name()));
      return List.of();
    }
    return counts.entrySet().stream()
        .map(entry -> new Column.Category(label(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** The text of a whole number as a label. */
  static String label(float value) {
    return Long.toString((long) value);
  }
}
