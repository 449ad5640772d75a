package org.trainyard.app.evaluation;

import java.util.List;

/**
 * Which labels are taken for which.
 *
 * @param counts a row for each actual label, in it a column for each predicted one
 */
public record ConfusionMatrix(List<String> labels, List<List<Long>> counts) {

  /** More labels than that would make a matrix that nobody reads. */
  static final int MAX_LABELS = 256;

  public ConfusionMatrix {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
  }
}
