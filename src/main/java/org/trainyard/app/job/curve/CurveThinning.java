package org.trainyard.app.job.curve;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.run.EpochMetrics;

/**
 * Takes epochs out of a learning curve until it has few enough points. What a reader looks for
 * stays: the first and the last epoch, and those with the lowest and the highest validation and
 * training loss, in this order if there is no room for all of them. The others are spread evenly.
 */
final class CurveThinning {

  /** The fewest points that make a curve. */
  static final int MIN_POINTS = 2;

  private CurveThinning() {}

  /**
   * At most so many of the epochs, in their order.
   *
   * @param maxPoints at least {@link #MIN_POINTS}
   */
  static List<EpochMetrics> thin(List<EpochMetrics> epochs, int maxPoints) {
    if (epochs.size() <= maxPoints) {
      return epochs;
    }
    Set<Integer> kept = new TreeSet<>(); // indices
    kept.add(0);
    kept.add(epochs.size() - 1);
    lowest(epochs, EpochMetrics::validationLoss).ifPresent(index -> add(kept, index, maxPoints));
    lowest(epochs, EpochMetrics::trainingLoss).ifPresent(index -> add(kept, index, maxPoints));
    highest(epochs, EpochMetrics::validationLoss).ifPresent(index -> add(kept, index, maxPoints));
    highest(epochs, EpochMetrics::trainingLoss).ifPresent(index -> add(kept, index, maxPoints));
    spread(kept, epochs.size(), maxPoints);
    return kept.stream().map(epochs::get).toList();
  }

  private static void add(Set<Integer> kept, int index, int maxPoints) {
    if (kept.size() < maxPoints) {
      kept.add(index);
    }
  }

  /** Fills up with points from the middle of equal parts, where those are not taken yet. */
  private static void spread(Set<Integer> kept, int size, int maxPoints) {
    int[] others = IntStream.range(0, size).filter(index -> !kept.contains(index)).toArray();
    int missing = maxPoints - kept.size();
    for (int i = 0; i < missing; i++) {
      kept.add(others[(int) ((2L * i + 1) * others.length / (2L * missing))]);
    }
  }

  private static Optional<Integer> lowest(
      List<EpochMetrics> epochs, Function<EpochMetrics, @Nullable Double> figure) {
    return extreme(epochs, figure, Comparator.naturalOrder());
  }

  private static Optional<Integer> highest(
      List<EpochMetrics> epochs, Function<EpochMetrics, @Nullable Double> figure) {
    return extreme(epochs, figure, Comparator.reverseOrder());
  }

  /**
   * The first epoch that is least in an order; what is absent, or was not finite, does not count.
   */
  private static Optional<Integer> extreme(
      List<EpochMetrics> epochs,
      Function<EpochMetrics, @Nullable Double> figure,
      Comparator<Double> order) {
    int found = -1;
    double least = 0;
    for (int i = 0; i < epochs.size(); i++) {
      @Nullable Double value = figure.apply(epochs.get(i));
      if (value != null && (found < 0 || order.compare(value, least) < 0)) {
        found = i;
        least = value;
      }
    }
    return found < 0 ? Optional.empty() : Optional.of(found);
  }
}
