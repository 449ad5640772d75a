package org.trainyard.app.job.queue;

/**
 * What a job needs of a machine, as far as that can be told before.
 *
 * @param memoryBytes at most
 * @param threads that work on it best, at least 1
 * @param seconds that it will take, about; 0: nobody knows
 */
public record Needs(long memoryBytes, int threads, double seconds) {

  /** Of a job of which nothing is known. */
  static final Needs UNKNOWN = new Needs(0, 1, 0);

  public Needs {
    if (memoryBytes < 0 || threads < 1 || !(seconds >= 0)) {
      throw new IllegalArgumentException(
          "needs of %d bytes, %d threads, %s s".formatted(memoryBytes, threads, seconds));
    }
  }

  /** The seconds that it would take on one core, about. */
  public double work() {
    return threads * seconds;
  }
}
