package org.trainyard.engine.training;

import org.trainyard.engine.layer.Network;

/**
 * How many threads a training gets where it does not say: one for a small network, whose steps are
 * shorter than it takes to divide them, else all cores. Never changes a result.
 */
final class Threads {

  /** Multiply-adds of a step below which one thread is faster. */
  private static final long WORTH_DIVIDING = 2_000_000;

  /** Rows of a minibatch that a thread should have at least. */
  private static final int ROWS_EACH = 6;

  private Threads() {}

  static int of(TrainingConfig config, Network network, int batchSize) {
    if (config.threads() > 0) {
      return config.threads();
    }
    long multiplyAdds = 3L * batchSize * network.parameterCount();
    if (multiplyAdds < WORTH_DIVIDING) {
      return 1;
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.clamp(batchSize / ROWS_EACH, 1, Math.min(cores, TrainingConfig.MAX_THREADS));
  }
}
