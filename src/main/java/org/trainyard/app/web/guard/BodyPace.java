package org.trainyard.app.web.guard;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Refuses a body that drips: one that keeps a connection busy for ever without being silent for
 * long. Only the time counts in which the service waits for the client. Belongs to one request.
 */
final class BodyPace {

  static final Duration WINDOW = Duration.ofMinutes(1);
  static final long LEAST_BYTES = 8 << 10; // in a window: far less than the slowest of modems sends

  private final LongSupplier nanoClock;
  private long began;
  private long waited;
  private long received;

  BodyPace(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** The service begins to wait. */
  void begin() {
    began = nanoClock.getAsLong();
  }

  /**
   * So many bytes came.
   *
   * @throws org.trainyard.app.web.ProblemException {@code upload-too-slow}
   */
  void received(int bytes) {
    waited += nanoClock.getAsLong() - began;
    received += bytes;
    if (waited >= WINDOW.toNanos()) {
      if (received < LEAST_BYTES) {
        throw Problem.of(
                ProblemType.UPLOAD_TOO_SLOW,
                "Only %d bytes of the body came in %d seconds; at least %d are expected."
                    .formatted(received, WINDOW.toSeconds(), LEAST_BYTES))
            .with("limit", LEAST_BYTES)
            .with("actual", received)
            .hint("Send the body at once, as soon as all of it is there.")
            .toException();
      }
      waited = 0;
      received = 0;
    }
  }
}
