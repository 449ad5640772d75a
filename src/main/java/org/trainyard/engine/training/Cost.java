package org.trainyard.engine.training;

import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.training.EarlyStopping.Monitored;

/** Figures of epochs, turned so that less is better. */
final class Cost {

  private final Monitored figure;
  private final Metric metric;

  Cost(Monitored figure, Metric metric) {
    this.figure = figure;
    this.metric = metric;
  }

  double of(EpochResult epoch) {
    Score measured = epoch.validation().orElse(epoch.training());
    return switch (figure) {
      case LOSS -> measured.loss();
      case METRIC -> turned(measured.metric());
      case TRAINING_LOSS -> epoch.training().loss();
      case TRAINING_METRIC -> turned(epoch.training().metric());
    };
  }

  private double turned(double figureOfMetric) {
    return switch (metric.better()) {
      case LOWER -> figureOfMetric;
      case HIGHER -> -figureOfMetric;
    };
  }
}
