package org.trainyard.app.job.resolution;

import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.job.specification.LossName;
import org.trainyard.app.job.specification.Task;
import org.trainyard.app.rows.ReadColumns;

/**
 * The columns that a training reads.
 *
 * @param features in the order of the model's inputs
 * @param targets one, or several for a regression with several outputs
 * @param classes labels in the order of the network's outputs; empty for regression
 */
record ColumnChoice(
    List<Column> features, List<Column> targets, Task task, List<Column.Category> classes) {

  /** The columns by name, in the numbering of the data set. */
  ReadColumns names(Dataset dataset) {
    return ReadColumns.of(
        dataset,
        features.stream().map(Column::name).toList(),
        targets.stream().map(Column::name).toList(),
        classes.stream().map(Column.Category::value).toList());
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
