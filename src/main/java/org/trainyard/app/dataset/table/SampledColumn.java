package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.dataset.Column;

/** A column that is stored, with the rows of the sample to compare it with others. */
final class SampledColumn {

  private static final int FEW_CLASSES = 20;
  private static final int LEAST_ROWS_OF_A_VALUE = 5; // on average; else every column tells
  private static final double NEARLY_ONE = 0.99999;
  private static final int LEAST_DISTINCT = 3; // of two continuous columns that are compared

  private final Column column;
  private final int from;
  private final List<float[]> rows;

  private SampledColumn(Column column, int from, List<float[]> rows) {
    this.column = column;
    this.from = from;
    this.rows = rows;
  }

  static List<SampledColumn> of(List<Column> described, List<RawColumn> raw, List<float[]> sample) {
    List<SampledColumn> columns = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < raw.size(); i++) {
      if (described.get(i).width() > 0) {
        columns.add(new SampledColumn(described.get(i), from, sample));
      }
      from += raw.get(i).width();
    }
    return columns;
  }

  Column column() {
    return column;
  }

  boolean isScalar() {
    return column.width() == 1;
  }

  boolean isConstant() {
    return switch (column) {
      case Column.Numeric numeric -> numeric.distinct() == 1;
      case Column.Categorical categorical -> categorical.categories().size() == 1;
      case Column.Ignored _ -> false;
    };
  }

  long missing() {
    return switch (column) {
      case Column.Numeric numeric -> numeric.missing() / Math.max(1, numeric.width());
      case Column.Categorical categorical -> categorical.missing();
      case Column.Ignored _ -> 0;
    };
  }

  /** Whether it is a column of classes, if it is the target. */
  boolean isClasses() {
    return switch (column) {
      case Column.Categorical _ -> true;
      case Column.Numeric numeric ->
          numeric.distinct() <= FEW_CLASSES
              && numeric.min() == Math.rint(numeric.min())
              && numeric.max() == Math.rint(numeric.max());
      case Column.Ignored _ -> false;
    };
  }

  private float value(float[] row) {
    return row[from];
  }

  /** The share of the most frequent value among those that are there. */
  double largestShare() {
    Map<Float, Integer> counts = new HashMap<>();
    int present = 0;
    int most = 0;
    for (float[] row : rows) {
      if (!Float.isNaN(value(row))) {
        present++;
        most = Math.max(most, counts.merge(value(row), 1, Integer::sum));
      }
    }
    return present == 0 ? 0 : (double) most / present;
  }

  /** Equal in all rows looked at and in their statistics over all rows. */
  boolean equalTo(SampledColumn other) {
    if (!isScalar() || !other.isScalar() || !sameStatistics(other)) {
      return false;
    }
    for (float[] row : rows) {
      if (Float.floatToIntBits(value(row)) != Float.floatToIntBits(other.value(row))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameStatistics(SampledColumn other) {
    return switch (column) {
      case Column.Numeric a ->
          other.column instanceof Column.Numeric b
              && a.missing() == b.missing()
              && a.min() == b.min()
              && a.max() == b.max()
              && a.mean() == b.mean()
              && a.standardDeviation() == b.standardDeviation();
      case Column.Categorical a ->
          other.column instanceof Column.Categorical b
              && a.missing() == b.missing()
              && a.categories().stream()
                  .map(Column.Category::count)
                  .sorted()
                  .toList()
                  .equals(b.categories().stream().map(Column.Category::count).sorted().toList());
      case Column.Ignored _ -> false;
    };
  }

  /** Whether all rows with the same value stand together, and there are several values. */
  boolean isGrouped() {
    return isClasses() ? hasOneRunForEachValue() : isAscendingOrDescending();
  }

  private boolean hasOneRunForEachValue() {
    Map<Float, Integer> runs = new HashMap<>();
    float before = Float.NaN;
    for (float[] row : rows) {
      float value = value(row);
      if (Float.floatToIntBits(value) != Float.floatToIntBits(before)
          && runs.merge(value, 1, Integer::sum) > 1) {
        return false;
      }
      before = value;
    }
    return runs.size() > 1 && rows.size() >= 2 * runs.size();
  }

  private boolean isAscendingOrDescending() {
    int up = 0;
    int down = 0;
    for (int i = 1; i < rows.size(); i++) {
      float before = value(rows.get(i - 1));
      float now = value(rows.get(i));
      up += now > before ? 1 : 0;
      down += now < before ? 1 : 0;
    }
    return (up == 0) != (down == 0);
  }

  /** Whether this column alone gives the other's value. */
  boolean givesAway(SampledColumn target) {
    if (!isScalar() || isConstant()) {
      return false;
    }
    if (target.isClasses()) {
      return tellsClass(target);
    }
    return column instanceof Column.Numeric numeric
        && numeric.distinct() >= LEAST_DISTINCT
        && Math.abs(correlation(target)) > NEARLY_ONE;
  }

  /** Each of its values goes with one class alone, or its ranges of the classes do not overlap. */
  private boolean tellsClass(SampledColumn target) {
    Map<Float, Float> classes = new HashMap<>();
    Map<Float, float[]> ranges = new HashMap<>();
    boolean byValue = true;
    for (float[] row : rows) {
      float value = value(row);
      float label = target.value(row);
      if (Float.isNaN(value) || Float.isNaN(label)) {
        continue;
      }
      Float known = classes.putIfAbsent(value, label);
      byValue &= known == null || known == label;
      float[] range = ranges.computeIfAbsent(label, _ -> new float[] {value, value});
      range[0] = Math.min(range[0], value);
      range[1] = Math.max(range[1], value);
    }
    boolean enough = classes.size() * LEAST_ROWS_OF_A_VALUE <= rows.size();
    return ranges.size() > 1
        && ((byValue && enough)
            || (column instanceof Column.Numeric
                && ranges.size() * LEAST_ROWS_OF_A_VALUE <= rows.size()
                && areApart(ranges)));
  }

  private static boolean areApart(Map<Float, float[]> ranges) {
    List<float[]> sorted =
        ranges.values().stream().sorted((a, b) -> Float.compare(a[0], b[0])).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i)[0] <= sorted.get(i - 1)[1]) {
        return false;
      }
    }
    return true;
  }

  private double correlation(SampledColumn other) {
    double sumX = 0;
    double sumY = 0;
    int count = 0;
    for (float[] row : rows) {
      if (!Float.isNaN(value(row)) && !Float.isNaN(other.value(row))) {
        sumX += value(row);
        sumY += other.value(row);
        count++;
      }
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (float[] row : rows) {
      if (!Float.isNaN(value(row)) && !Float.isNaN(other.value(row))) {
        double x = value(row) - sumX / count;
        double y = other.value(row) - sumY / count;
        xx += x * x;
        yy += y * y;
        xy += x * y;
      }
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
  }
}
