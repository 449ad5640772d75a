package org.trainyard.app.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good predicted numbers are, in the unit of the target. A residual is {@code actual -
 * predicted}.
 *
 * @param meanSquaredError of the only target; null if there are several, as what follows
 * @param r2 {@code 1 - sum of squared residuals / sum of squared distances from the mean}; null if
 *     all actual values are equal
 * @param residualRows how many rows the quantiles, the median too, are made of: all, or a sample
 * @param predictedVersusActual some rows; drawn if there are more
 * @param targets the figures of each target, if there are several
 */
public record RegressionEvaluation(
    long rows,
    @Nullable Double meanSquaredError,
    @Nullable Double rootMeanSquaredError,
    @Nullable Double meanAbsoluteError,
    @Nullable Double r2,
    @Nullable Double medianAbsoluteError,
    @Nullable ResidualQuantiles residualQuantiles,
    long residualRows,
    @Nullable List<Pair> predictedVersusActual,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<TargetFigures> targets)
    implements Evaluation {

  /** Of one target, or several. */
  static RegressionEvaluation of(long rows, long residualRows, List<TargetFigures> targets) {
    if (targets.size() > 1) {
      return new RegressionEvaluation(
          rows, null, null, null, null, null, null, residualRows, null, List.copyOf(targets));
    }
    TargetFigures only = targets.getFirst();
    return new RegressionEvaluation(
        rows,
        only.meanSquaredError(),
        only.rootMeanSquaredError(),
        only.meanAbsoluteError(),
        only.r2(),
        only.medianAbsoluteError(),
        only.residualQuantiles(),
        residualRows,
        only.predictedVersusActual(),
        null);
  }

  /** The figures of one target out of several. */
  public record TargetFigures(
      String target,
      @Nullable Double meanSquaredError,
      @Nullable Double rootMeanSquaredError,
      @Nullable Double meanAbsoluteError,
      @Nullable Double r2,
      @Nullable Double medianAbsoluteError,
      @Nullable ResidualQuantiles residualQuantiles,
      List<Pair> predictedVersusActual) {

    public TargetFigures {
      predictedVersusActual = List.copyOf(predictedVersusActual);
    }
  }

  /** Residuals below which a share of them lies, interpolated as NumPy's {@code quantile} does. */
  public record ResidualQuantiles(double q05, double q25, double median, double q75, double q95) {}

  /**
   * A row.
   *
   * @param row its number among those that were predicted, from 0
   */
  public record Pair(long row, float predicted, float actual) {}
}
