package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * The time of the library's queue: read once, and moved on by the monotonic clock, so that a wall
 * clock that is set does not stop it. Nothing is decided by it: every entry has been due for long,
 * and {@link SilentHolders} tells the dead without a clock. Safe for all threads.
 */
@Component
class QueueClock implements Clock {

  private final Instant start;
  private final long startNanos = System.nanoTime();

  QueueClock(InstantSource wallClock) {
    this.start = wallClock.instant();
  }

  @Override
  public Instant now() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
