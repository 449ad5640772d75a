package org.trainyard.app.job.specification;

import java.util.List;
import org.trainyard.app.dataset.Column;

/**
 * The columns that a training reads.
 *
 * @param features in the order of the model's inputs
 * @param targets one, or several for a regression with several outputs
 * @param classes labels in the order of the network's outputs; empty for regression
 */
record ColumnChoice(
    List<Column> features, List<Column> targets, Task task, List<Column.Category> classes) {

  /** How many inputs the network has. */
  int inputSize() {
    return features.stream()
        .mapToInt(feature ->
            switch (feature) {
              case Column.Numeric numeric -> numeric.width();
              case Column.Categorical categorical -> categorical.categories().size();
              case Column.Ignored _ -> 0;
            })
        .sum();
  }

  /** How many outputs the network has with that loss. */
  int outputSize(LossName loss) {
    return switch (loss) {
      case CROSS_ENTROPY -> classes.size();
      case BINARY_CROSS_ENTROPY -> 1;
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> targets.size();
    };
  }
}
