package org.trainyard.engine.training;

/**
 * How good the outputs were on a set of rows.
 *
 * @param loss the mean loss of a row
 * @param metric the figure of the {@link org.trainyard.engine.metric.Metric} that was asked for
 */
public record Score(double loss, double metric) {}
