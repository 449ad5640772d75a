package org.trainyard.engine.training;

import java.util.Optional;
import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.training.EarlyStopping.Monitored;

/** Counts the epochs since the last one that was better than all before. */
final class Patience {

  private final Optional<EarlyStopping> rule;
  private final Cost cost;
  private double best = Double.NaN;
  private int waited;

  Patience(Optional<EarlyStopping> rule, Metric metric) {
    this.rule = rule;
    this.cost = new Cost(rule.map(EarlyStopping::metric).orElse(Monitored.LOSS), metric);
  }

  /** Looks at an epoch and says whether the training has waited long enough. */
  boolean isOver(EpochResult epoch) {
    if (rule.isEmpty()) {
      return false;
    }
    double figure = cost.of(epoch);
    if (Double.isNaN(best) || figure < best - rule.get().minimumDelta()) {
      best = figure;
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

  PatienceMemory memory() {
    return new PatienceMemory(best, waited);
  }

  void restore(PatienceMemory memory) {
    best = memory.best();
    waited = memory.waited();
  }
}
