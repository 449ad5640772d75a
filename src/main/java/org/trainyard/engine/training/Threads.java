package org.trainyard.engine.training;

/**
 * How many threads may work on a minibatch. Within the bounds the engine decides: one for a small
 * network, whose steps are shorter than it takes to divide them, else as many as there are cores.
 * Never changes a result.
 *
 * @param least at least 1
 * @param most from {@code least} to {@value #MAX}
 */
public record Threads(int least, int most) {

  /** How many threads a training may use at most. */
  public static final int MAX = 64;

  /** The engine decides. */
  public static final Threads AUTOMATIC = new Threads(1, MAX);

  /** Multiply-adds of a step below which one thread is faster. */
  private static final long WORTH_DIVIDING = 2_000_000;

  /** Rows of a minibatch that a thread should have at least. */
  private static final int ROWS_EACH = 6;

  public Threads {
    if (least < 1 || most < least || most > MAX) {
      throw new IllegalArgumentException(
          "threads must be from 1 to %d, the least first, got %d and %d"
              .formatted(MAX, least, most));
    }
  }

  /** So many, whatever the network. */
  public static Threads exactly(int threads) {
    return new Threads(threads, threads);
  }

  /** So many, or fewer where that is faster. */
  public static Threads atMost(int threads) {
    return new Threads(1, threads);
  }

  /** How many threads a network of so many parameters gets. */
  int of(long parameters, int batchSize) {
    return Math.clamp(useful(parameters, batchSize), least, most);
  }

  private static int useful(long parameters, int batchSize) {
    long multiplyAdds = 3L * batchSize * parameters;
    int cores = Runtime.getRuntime().availableProcessors();
    return multiplyAdds < WORTH_DIVIDING ? 1 : Math.clamp(batchSize / ROWS_EACH, 1, cores);
  }
}
