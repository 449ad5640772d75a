package org.trainyard.app.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up predictions of one number, row by row. Keeps the residuals of a bounded number of rows
 * for the quantiles. Belongs to one thread.
 */
final class TargetTally {

  private final String name;
  private final RowSample residualRows;
  private final RowSample shownRows;
  private final double[] residuals;
  private final List<RegressionEvaluation.Pair> shown = new ArrayList<>();
  private int kept;
  private long rows;
  private double squares;
  private double magnitudes;
  private double mean; // of the actual values, by Welford's recurrence, as their spread
  private double spread; // sum of squared distances from the mean

  /**
   * Nothing added yet.
   *
   * @param residualRows which rows the quantiles are made of
   * @param shownRows which rows are shown
   */
  TargetTally(String name, RowSample residualRows, RowSample shownRows) {
    this.name = name;
    this.residualRows = residualRows;
    this.shownRows = shownRows;
    this.residuals = new double[residualRows.size()];
  }

  void add(float predicted, float actual) {
    double residual = (double) actual - predicted;
    squares += residual * residual;
    magnitudes += Math.abs(residual);
    if (residualRows.takes(rows)) {
      residuals[kept++] = residual;
    }
    if (shownRows.takes(rows)) {
      shown.add(new RegressionEvaluation.Pair(rows, predicted, actual));
    }
    rows++;
    double distance = actual - mean;
    mean += distance / rows;
    spread += distance * (actual - mean);
  }

  /** Null if all actual values are equal. */
  @Nullable Double r2() {
    return spread == 0 ? null : Figure.of(1 - squares / spread);
  }

  RegressionEvaluation.TargetFigures result() {
    double[] sorted = Arrays.copyOf(residuals, kept);
    Arrays.sort(sorted);
    double[] absolute = Arrays.stream(sorted).map(Math::abs).sorted().toArray();
    return new RegressionEvaluation.TargetFigures(
        name,
        Figure.ratio(squares, rows),
        rows == 0 ? null : Figure.of(Math.sqrt(squares / rows)),
        Figure.ratio(magnitudes, rows),
        r2(),
        kept == 0 ? null : Figure.of(quantile(absolute, 0.5)),
        kept == 0
            ? null
            : new RegressionEvaluation.ResidualQuantiles(
                quantile(sorted, 0.05),
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                quantile(sorted, 0.95)),
        shown);
  }

  /**
   * Linear interpolation between neighbours: R. J. Hyndman, Y. Fan, "Sample quantiles in
   * statistical packages", The American Statistician 50 (1996), definition 7.
   */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
