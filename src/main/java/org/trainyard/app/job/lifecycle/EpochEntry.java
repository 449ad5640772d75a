package org.trainyard.app.job.lifecycle;

/**
 * A completed epoch.
 *
 * @param epoch 1-based
 * @param data its figures, a JSON object
 */
public record EpochEntry(int epoch, String data) {}
