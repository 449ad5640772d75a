package org.trainyard.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether predicted labels are right as often as their probabilities say.
 *
 * <p>Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, "On calibration of modern neural
 * networks", ICML 2017, arXiv:1706.04599, equations 1 to 3: bins of equal width over the
 * probability of the predicted label.
 *
 * @param expectedError mean over rows of the distance between probability and accuracy of their bin
 */
public record Calibration(@Nullable Double expectedError, List<Bin> bins) {

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Rows whose predicted label has a probability in {@code (from, to]}.
   *
   * @param meanProbability null if it has no rows, as {@code accuracy}
   */
  public record Bin(
      double from,
      double to,
      long rows,
      @Nullable Double meanProbability,
      @Nullable Double accuracy) {}

  /** Counts rows. Belongs to one thread. */
  static final class Tally {

    private static final int BINS = 10;

    private final long[] rows = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] probabilities = new double[BINS];

    void add(float probability, boolean isRight) {
      int bin = Math.clamp((int) Math.ceil((double) probability * BINS) - 1, 0, BINS - 1);
      rows[bin]++;
      right[bin] += isRight ? 1 : 0;
      probabilities[bin] += probability;
    }

    Calibration result() {
      List<Bin> bins = new ArrayList<>(BINS);
      double distances = 0;
      long all = 0;
      for (int i = 0; i < BINS; i++) {
        distances += Math.abs(probabilities[i] - right[i]);
        all += rows[i];
        bins.add(
            new Bin(
                (double) i / BINS,
                (i + 1.0) / BINS,
                rows[i],
                Figure.ratio(probabilities[i], rows[i]),
                Figure.ratio(right[i], rows[i])));
      }
      return new Calibration(Figure.ratio(distances, all), bins);
    }
  }
}
