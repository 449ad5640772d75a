package org.trainyard.engine.training;

/** Loss and metric of each row of a minibatch, put together from its chunks. */
final class RowScores {

  private final double[] losses;
  private final double[] metrics;
  private final double[] chunkLosses;
  private final double[] chunkMetrics;

  RowScores(int batchSize, int chunkRows) {
    losses = new double[batchSize];
    metrics = new double[batchSize];
    chunkLosses = new double[chunkRows];
    chunkMetrics = new double[chunkRows];
  }

  /** Where the losses of a chunk are written. */
  double[] chunkLosses() {
    return chunkLosses;
  }

  /** Where the metrics of a chunk are written. */
  double[] chunkMetrics() {
    return chunkMetrics;
  }

  /** Keeps what was written for the rows {@code [first, first + rows)} of the minibatch. */
  void keep(int first, int rows) {
    System.arraycopy(chunkLosses, 0, losses, first, rows);
    System.arraycopy(chunkMetrics, 0, metrics, first, rows);
  }

  double[] losses() {
    return losses;
  }

  double[] metrics() {
    return metrics;
  }
}
