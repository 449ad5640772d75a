package org.trainyard.engine.training;

/**
 * How good the outputs were on a set of rows.
 *
 * @param loss the mean loss of a row
 * @param metric classification: the share of rows whose class is right; regression: the root of the
 *     mean squared error, in the unit of the target that the network sees
 */
public record Score(double loss, double metric) {}
