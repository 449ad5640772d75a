package org.trainyard.engine.training;

import org.trainyard.engine.metric.Metric;

/** Adds up loss and metric over minibatches, in double and in the order of the rows. */
final class ScoreSum {

  private final Metric metric;
  private double lossSum;
  private double normalizerSum;
  private double metricSum;
  private long rows;

  ScoreSum(Metric metric) {
    this.metric = metric;
  }

  /** Adds a minibatch and returns its mean loss. */
  double add(double[] rowLosses, double[] rowMetrics, int count, double normalizer) {
    double batchLoss = 0;
    for (int row = 0; row < count; row++) {
      batchLoss += rowLosses[row];
      metricSum += rowMetrics[row];
    }
    lossSum += batchLoss;
    normalizerSum += normalizer;
    rows += count;
    return batchLoss / normalizer;
  }

  Score score() {
    return new Score(lossSum / normalizerSum, metric.of(metricSum, rows));
  }

  void clear() {
    restore(ScoreSums.NONE);
  }

  /** What was added so far, for a checkpoint. */
  ScoreSums sums() {
    return new ScoreSums(lossSum, normalizerSum, metricSum, rows);
  }

  void restore(ScoreSums sums) {
    lossSum = sums.loss();
    normalizerSum = sums.normalizer();
    metricSum = sums.metric();
    rows = sums.rows();
  }
}
