package org.trainyard.engine.training;

import java.util.Optional;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.training.EarlyStopping.Monitored;

/** Counts the epochs since the last one that was better than all before. */
final class Patience {

  private final Optional<EarlyStopping> rule;
  private final Metric metric;
  private double best = Double.NaN;
  private int waited;

  Patience(Optional<EarlyStopping> rule, Metric metric) {
    this.rule = rule;
    this.metric = metric;
  }

  /** Looks at an epoch and says whether the training has waited long enough. */
  boolean isOver(EpochResult epoch) {
    if (rule.isEmpty()) {
      return false;
    }
    double cost = cost(epoch, rule.get().metric());
    if (Double.isNaN(best) || cost < best - rule.get().minimumDelta()) {
      best = cost;
      waited = 0;
    } else {
      waited++;
    }
    return isOver();
  }

  /** Whether the training has waited long enough, after the epochs so far. */
  boolean isOver() {
    return rule.isPresent() && waited >= rule.get().patience();
  }

  /** The watched figure, turned so that less is better. */
  private double cost(EpochResult epoch, Monitored monitored) {
    Score measured = epoch.validation().orElse(epoch.training());
    return switch (monitored) {
      case LOSS -> measured.loss();
      case METRIC -> cost(measured.metric());
      case TRAINING_LOSS -> epoch.training().loss();
      case TRAINING_METRIC -> cost(epoch.training().metric());
    };
  }

  private double cost(double figure) {
    return switch (metric.better()) {
      case LOWER -> figure;
      case HIGHER -> -figure;
    };
  }

  PatienceMemory memory() {
    return new PatienceMemory(best, waited);
  }

  void restore(PatienceMemory memory) {
    best = memory.best();
    waited = memory.waited();
  }
}
