package org.trainyard.app.rows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.StoredRows;
import org.trainyard.engine.data.Split;

/**
 * Divides the rows of a data set. Rows are drawn by their numbers and, where it is stratified, by
 * the order of the classes: the same table is divided alike whatever its file's format was.
 */
public final class RowDivision {

  private final ReadColumns columns;
  private final Dataset dataset;
  private final StoredRows rows;

  public RowDivision(ReadColumns columns, Dataset dataset, StoredRows rows) {
    this.columns = columns;
    this.dataset = dataset;
    this.rows = rows;
  }

  /**
   * The rows of each part.
   *
   * @param rule whose column, if it has one, is of texts that name parts
   */
  public Split divide(SplitRule rule) {
    @Nullable String column = rule.column();
    return column == null ? drawn(rule, allRows()) : byColumn(rule, column);
  }

  /** How many rows of each class are among those. */
  public long[] classCounts(int[] some) {
    ColumnValues classes = ColumnValues.classes(columns, dataset, rows);
    long[] counts = new long[columns.classes().size()];
    for (int row : some) {
      counts[(int) classes.of(row)]++;
    }
    return counts;
  }

  private Split byColumn(SplitRule rule, String column) {
    RowPart[] parts = parts(column);
    Split drawn = drawn(rule, rowsOf(RowPart.TRAINING, parts));
    return drawn.holdingOut(rowsOf(RowPart.VALIDATION, parts), rowsOf(RowPart.TEST, parts));
  }

  private Split drawn(SplitRule rule, int[] pool) {
    if (!rule.stratified() || rule.validation() + rule.test() == 0) {
      return Split.random(pool.length, rule.validation(), rule.test(), rule.seed()).of(pool);
    }
    ColumnValues classes = ColumnValues.classes(columns, dataset, rows);
    int[] labels = Arrays.stream(pool).map(row -> (int) classes.of(row)).toArray();
    return Split.stratified(labels, rule.validation(), rule.test(), rule.seed()).of(pool);
  }

  private int[] allRows() {
    return IntStream.range(0, Math.toIntExact(rows.rows())).toArray();
  }

  private RowPart[] parts(String name) {
    int index = dataset.offsetOf(name);
    List<RowPart> ofCategory =
        switch (dataset.column(name)) {
          case Column.Categorical categorical ->
              categorical.categories().stream()
                  .map(category -> RowPart.named(category.value()).orElseThrow())
                  .toList();
          case Column.Numeric _, Column.Ignored _ -> throw new IllegalStateException(name);
        };
    RowPart[] parts = new RowPart[Math.toIntExact(rows.rows())];
    Arrays.setAll(parts, row -> ofCategory.get((int) rows.value(row, index)));
    return parts;
  }

  private static int[] rowsOf(RowPart part, RowPart[] parts) {
    return IntStream.range(0, parts.length).filter(row -> parts[row] == part).toArray();
  }
}
