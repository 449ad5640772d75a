package org.trainyard.app.job.resolution;

import java.util.List;
import org.trainyard.app.dataset.Column;

/** The inputs of the network, as the features of the training rows make them. */
record InputLayout(List<Input> inputs) {

  InputLayout {
    inputs = List.copyOf(inputs);
  }

  /**
   * What one feature becomes.
   *
   * @param categories those of the training rows; empty for a column of numbers
   * @param indicators the numbers of a row, from 0, that have an input that tells where they are
   *     missing
   */
  record Input(Column column, List<String> categories, List<Integer> indicators) {

    Input {
      categories = List.copyOf(categories);
      indicators = List.copyOf(indicators);
    }

    /** How many inputs of the network it makes. */
    int width() {
      return switch (column) {
        case Column.Numeric numeric -> numeric.width() + indicators.size();
        case Column.Categorical _ -> categories.size() + 1; // the last one is for unknown texts
        case Column.Ignored ignored -> throw new IllegalStateException(ignored.name());
      };
    }
  }

  /** How many inputs the network has. */
  int size() {
    return inputs.stream().mapToInt(Input::width).sum();
  }
}
