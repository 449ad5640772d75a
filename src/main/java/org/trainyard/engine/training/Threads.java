package org.trainyard.engine.training;

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

  /**
   * How many threads work on a minibatch.
   *
   * @param asked 0: to be decided here
   * @param parameters of the network
   */
  static int of(int asked, long parameters, int batchSize) {
    if (asked > 0) {
      return asked;
    }
    long multiplyAdds = 3L * batchSize * parameters;
    if (multiplyAdds < WORTH_DIVIDING) {
      return 1;
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.clamp(batchSize / ROWS_EACH, 1, Math.min(cores, TrainingConfig.MAX_THREADS));
  }
}
