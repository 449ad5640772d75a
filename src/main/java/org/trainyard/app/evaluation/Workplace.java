package org.trainyard.app.evaluation;

import java.util.function.Supplier;

/**
 * Where evaluations compute: beside the trainings, with which they share memory and cores, and like
 * them behind all other requests.
 */
public interface Workplace {

  /**
   * Does work on another thread while the caller waits, whatever else runs.
   *
   * @param memoryBytes that it takes at most; no training counts on them meanwhile
   * @throws RuntimeException what the work throws
   */
  <T> T compute(long memoryBytes, Supplier<T> work);
}
