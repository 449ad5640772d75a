package org.trainyard.app.storage;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The line in which the transactions on SQLite wait: first come, first served. The database itself
 * knows none: whoever finds it busy sleeps and tries again, longer each time, and is overtaken by
 * all who come meanwhile, so that a short wait lasts as long as a long one. Safe for all threads.
 */
@Component
final class WriterTurn {

  /** As long as the database itself waits for a writer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore turn = new Semaphore(1, true);
  private volatile @Nullable Thread owner;

  /**
   * Waits for the turn of this thread, which does not have it. An interrupt does not end the wait,
   * since a run that is told to end has to write that.
   *
   * @throws BusyException if it does not come
   */
  void take() throws BusyException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = false;
    boolean taken = false;
    boolean over = false;
    while (!taken && !over) {
      try {
        taken = turn.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        over = !taken;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw new BusyException("other transactions kept the database busy for " + PATIENCE);
    }
    owner = Thread.currentThread();
  }

  /** Whether it is the turn of this thread. */
  boolean isMine() {
    return owner == Thread.currentThread();
  }

  /** How many wait for it, about. */
  int waiting() {
    return turn.getQueueLength();
  }

  /** Lets the next one have it. */
  void leave() {
    owner = null;
    turn.release();
  }

  /** The turn did not come. */
  static final class BusyException extends Exception {

    private static final long serialVersionUID = 1L;

    private BusyException(String message) {
      super(message);
    }
  }
}
