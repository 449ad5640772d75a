package org.trainyard.app.storage;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The line in which the transactions on SQLite wait: first come, first served, but for those that
 * let others pass. The database itself knows none: whoever finds it busy sleeps and tries again,
 * longer each time, and is overtaken by all who come meanwhile, so that a short wait lasts as long
 * as a long one. Safe for all threads.
 */
@Component
final class WriterTurn {

  /** As long as the database itself waits for a writer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Some transactions long: who lets others pass still has its turn soon. */
  private static final Duration COURTESY = Duration.ofMillis(20);

  private final PriorityQueue<Waiter> line = new PriorityQueue<>(); // this is its lock
  private boolean taken; // under the same lock
  private long came; // how many have waited; under the same lock
  private volatile @Nullable Thread owner;
  private final LongSupplier nanoClock;

  @Autowired
  WriterTurn() {
    this(System::nanoTime);
  }

  /**
   * A line with a clock of its own.
   *
   * @param nanoClock monotonic; tells who came first
   */
  WriterTurn(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Where one stands in the line. */
  enum Place {
    /** Behind those who came before. */
    USUAL,
    /** As if it had come a little later. */
    LETS_OTHERS_PASS
  }

  /** One in the line; {@code called} has a permit when its turn has come. */
  private record Waiter(long nanos, long number, Semaphore called) implements Comparable<Waiter> {

    @Override
    public int compareTo(Waiter other) {
      return nanos == other.nanos
          ? Long.compare(number, other.number)
          : Long.signum(nanos - other.nanos); // of a clock that may overflow
    }
  }

  /**
   * Waits for the turn of this thread, which does not have it. An interrupt does not end the wait,
   * since a run that is told to end has to write that.
   *
   * @throws BusyException if it does not come
   */
  void take(Place place) throws BusyException {
    @Nullable Waiter waiter = enter(place);
    if (waiter != null && !isCalled(waiter) && leavesLine(waiter)) {
      throw new BusyException("other transactions kept the database busy for " + PATIENCE);
    }
    owner = Thread.currentThread();
  }

  /** Null: nobody is there. */
  private synchronized @Nullable Waiter enter(Place place) {
    if (!taken) {
      taken = true;
      return null;
    }
    long later =
        switch (place) {
          case USUAL -> 0;
          case LETS_OTHERS_PASS -> COURTESY.toNanos();
        };
    Waiter waiter = new Waiter(nanoClock.getAsLong() + later, came++, new Semaphore(0));
    line.add(waiter);
    return waiter;
  }

  private static boolean isCalled(Waiter waiter) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = false;
    boolean called = false;
    boolean over = false;
    while (!called && !over) {
      try {
        called = waiter.called.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        over = !called;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return called;
  }

  /** False if it was called in the last moment. */
  private synchronized boolean leavesLine(Waiter waiter) {
    return line.remove(waiter);
  }

  /** Whether it is the turn of this thread. */
  boolean isMine() {
    return owner == Thread.currentThread();
  }

  /** How many wait for it. */
  synchronized int waiting() {
    return line.size();
  }

  /** Lets the next one have it. */
  synchronized void leave() {
    owner = null;
    @Nullable Waiter next = line.poll();
    if (next == null) {
      taken = false;
    } else {
      next.called.release();
    }
  }

  /** The turn did not come. */
  static final class BusyException extends Exception {

    private static final long serialVersionUID = 1L;

    private BusyException(String message) {
      super(message);
    }
  }
}
