package org.trainyard.app.job.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A completed epoch.
 *
 * @param epoch 1-based
 * @param data its figures, a JSON object
 * @param layers what its layers looked like, a JSON array; absent without diagnostics
 */
public record EpochEntry(int epoch, String data, @Nullable String layers) {}
