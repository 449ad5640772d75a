package org.trainyard.engine.training;

/**
 * What early stopping remembers.
 *
 * @param best the lowest cost so far, NaN before the first epoch
 * @param waited epochs since then
 */
public record PatienceMemory(double best, int waited) {}
