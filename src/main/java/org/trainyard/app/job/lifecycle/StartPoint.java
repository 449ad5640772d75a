package org.trainyard.app.job.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where in its training a run begins.
 *
 * @param epoch that will be done first, 1-based; what is known of it and later ones is forgotten
 * @param words for the move to RUNNING
 * @param latest JSON of the epoch before
 * @param best JSON of the best epoch before
 * @param elapsed time that the training took until there
 */
public record StartPoint(
    int epoch, String words, @Nullable String latest, @Nullable String best, Duration elapsed) {

  /** At the first step of all. */
  public static StartPoint first() {
    return new StartPoint(1, "a worker took it", null, null, Duration.ZERO);
  }
}
