package org.trainyard.engine.training;

import org.trainyard.engine.metric.Metric;
import org.trainyard.engine.tensor.Matrix;

/** Adds up loss and metric over batches, in double and in their order. */
final class ScoreSum {

  private final Metric metric;
  private double lossSum;
  private double metricSum;
  private long rows;

  ScoreSum(Metric metric) {
    this.metric = metric;
  }

  void add(double meanLoss, Matrix outputs, Matrix targets) {
    lossSum += meanLoss * outputs.rows();
    metricSum += metric.sum(outputs, targets);
    rows += outputs.rows();
  }

  Score score() {
    return new Score(lossSum / rows, metric.of(metricSum, rows));
  }
}
