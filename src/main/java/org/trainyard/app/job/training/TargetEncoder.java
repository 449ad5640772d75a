package org.trainyard.app.job.training;

import java.util.List;
import org.trainyard.app.model.ModelOutput;

/**
 * Turns the targets of a row into what the loss compares with: the index of the class, or the
 * standardized number. Immutable.
 */
sealed interface TargetEncoder {

  /** How many columns the loss sees. */
  int size();

  /** Encodes the targets of one row. */
  void encode(float[] values, int from, float[] targets, int to);

  static TargetEncoder of(ModelOutput output) {
    return switch (output) {
      case ModelOutput.Classification _ -> new ClassIndex();
      case ModelOutput.Regression regression -> new Standardized(regression.targets());
    };
  }

  /** The index is there already: the row reader numbers the classes. */
  record ClassIndex() implements TargetEncoder {

    @Override
    public int size() {
      return 1;
    }

    @Override
    public void encode(float[] values, int from, float[] targets, int to) {
      targets[to] = values[from];
    }
  }

  /** Mean 0 and standard deviation 1 over the training rows. */
  record Standardized(List<ModelOutput.Target> columns) implements TargetEncoder {

    @Override
    public int size() {
      return columns.size();
    }

    @Override
    public void encode(float[] values, int from, float[] targets, int to) {
      for (int i = 0; i < columns.size(); i++) {
        ModelOutput.Target column = columns.get(i);
        targets[to + i] = (float) ((values[from + i] - column.mean()) / column.deviation());
      }
    }
  }
}
