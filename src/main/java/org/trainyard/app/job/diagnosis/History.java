package org.trainyard.app.job.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** The epochs so far; the layers of the last two alone, so that memory does not grow with them. */
final class History {

  private final Setting setting;
  private final List<EpochFigures> epochs = new ArrayList<>();
  private int best; // index of the epoch with the lowest validation loss

  History(Setting setting) {
    this.setting = setting;
  }

  void add(EpochFigures epoch) {
    if (epochs.size() >= 2) {
      int old = epochs.size() - 2;
      epochs.set(old, epochs.get(old).withoutLayers());
    }
    epochs.add(epoch);
    if (epoch.validationLoss().orElse(Double.POSITIVE_INFINITY)
        < bestEpoch().validationLoss().orElse(Double.POSITIVE_INFINITY)) {
      best = epochs.size() - 1;
    }
  }

  Setting setting() {
    return setting;
  }

  int size() {
    return epochs.size();
  }

  EpochFigures last() {
    return epochs.getLast();
  }

  /** The epoch so many before the last one; there must be one. */
  EpochFigures before(int distance) {
    return epochs.get(epochs.size() - 1 - distance);
  }

  EpochFigures bestEpoch() {
    return epochs.get(best);
  }

  /** The last so many epochs, or all where there are fewer; a view. */
  List<EpochFigures> recent(int count) {
    return epochs.subList(Math.max(0, epochs.size() - count), epochs.size());
  }

  /** The lowest training loss of the epochs from one index to before another. */
  double lowestLoss(int from, int to) {
    return epochs.subList(from, to).stream()
        .mapToDouble(EpochFigures::trainingLoss)
        .min()
        .orElseThrow();
  }

  /** Whether the training has had a fair chance: epochs, and steps in them. */
  boolean isAtLeast(int count, int steps) {
    return epochs.size() >= count && epochs.size() * setting.steps(last().samples()) >= steps;
  }
}
