package org.trainyard.app.job.resolution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.job.specification.LossName;

/**
 * What the best constant prediction reaches on the whole data set: the line below which a network
 * has learned something.
 */
final class Baseline {

  private final ColumnChoice columns;

  Baseline(ColumnChoice columns) {
    this.columns = columns;
  }

  /**
   * The loss of a classification, or the root mean squared error of a regression in the target's
   * unit.
   *
   * @param weights of the classes by label; absent: all 1
   * @param smoothing share of the target that is spread over all classes
   */
  double of(LossName loss, @Nullable Map<String, Double> weights, double smoothing) {
    return switch (loss) {
      case CROSS_ENTROPY, BINARY_CROSS_ENTROPY -> crossEntropy(weights, smoothing);
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> deviation();
    };
  }

  /**
   * The engine's cross-entropy is {@code sum_j a_j (-log p_j)} over all rows, divided by the sum of
   * their weights; it is lowest at {@code p = a / sum(a)}.
   */
  private double crossEntropy(@Nullable Map<String, Double> weights, double smoothing) {
    List<Column.Category> classes = columns.classes();
    double rows = classes.stream().mapToLong(Column.Category::count).sum();
    double[] parts = new double[classes.size()];
    double sum = 0;
    double normalizer = 0;
    for (int j = 0; j < parts.length; j++) {
      Column.Category label = classes.get(j);
      double weight = weights == null ? 1 : weights.getOrDefault(label.value(), 1.0);
      parts[j] = weight * ((1 - smoothing) * label.count() + smoothing / parts.length * rows);
      sum += parts[j];
      normalizer += weight * label.count();
    }
    double loss = 0;
    for (double part : parts) {
      loss -= part == 0 ? 0 : part * Math.log(part / sum);
    }
    return loss / normalizer;
  }

  private double deviation() {
    double squares = 0;
    for (Column target : columns.targets()) {
      double deviation = target instanceof Column.Numeric numeric ? numeric.standardDeviation() : 0;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / columns.targets().size());
  }
}
