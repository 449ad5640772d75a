package org.trainyard.engine.training;

/**
 * What was added up over the rows of an epoch that are done.
 *
 * @param loss sum of the rows' losses
 * @param normalizer what the sum is divided by for the mean
 * @param metric sum of the rows' metrics
 */
public record ScoreSums(double loss, double normalizer, double metric, long rows) {

  /** At the start of an epoch. */
  static final ScoreSums NONE = new ScoreSums(0, 0, 0, 0);
}
