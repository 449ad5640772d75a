package org.trainyard.app.dataset.table;

import java.util.regex.Pattern;
import org.trainyard.app.dataset.Column;

/** Tells columns of numbers that name rows, as a key of a database does. */
final class RowIds {

  private static final int LEAST_ROWS = 20; // fewer tell nothing
  private static final double NEARLY_ALL = 0.98;
  private static final double MOST = 0.9; // of large ids, some of which round to the same number
  private static final double EXACT = 1 << 24; // beyond, float32 makes different ids equal
  private static final Pattern NAME =
      Pattern.compile(
          "(?i:(.*[_ .-])?(id|uuid|guid|index|idx|key|rownum|rowid|row|unnamed: ?0)|#)|.*[a-z]I[dD]");

  private RowIds() {}

  /** A name that says so, and whole numbers of which (nearly) each row has its own. */
  static boolean areIn(Column.Numeric column, long rows) {
    return NAME.matcher(column.name()).matches() && looksLikeIds(column, rows);
  }

  /** Whole numbers of which each row has its own, whatever the name says. */
  static boolean looksLikeIds(Column.Numeric column, long rows) {
    return rows >= LEAST_ROWS
        && column.shape().isEmpty()
        && column.missing() == 0
        && column.min() >= 0
        && isWhole(column)
        && column.distinct() >= leastDistinct(column, rows);
  }

  /** How many different numbers are left of as many ids as there are rows. */
  private static double leastDistinct(Column.Numeric column, long rows) {
    if (column.max() > EXACT) {
      double numbers = (column.max() - column.min()) / Math.ulp((float) column.max()) + 1;
      return MOST * Math.min((double) rows, numbers);
    }
    return (column.distinctError() > 0 ? NEARLY_ALL : 1) * rows;
  }

  private static boolean isWhole(Column.Numeric column) {
    return column.min() == Math.rint(column.min())
        && column.max() == Math.rint(column.max())
        && column.quantiles().q25() * 4 == Math.rint(column.quantiles().q25() * 4)
        && column.max() - column.min() + 1 >= column.distinct() * NEARLY_ALL;
  }
}
