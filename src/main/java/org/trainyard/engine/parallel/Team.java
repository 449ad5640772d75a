package org.trainyard.engine.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that do the same work side by side: the caller and its helpers.
 *
 * <p>{@link #run} is a barrier on both sides: what the caller wrote before is seen by all members,
 * what they wrote is seen by the caller afterwards. Waiting threads spin for a while, because the
 * next piece of work is usually that close, and then sleep. Nothing is allocated by a run.
 *
 * <p>Belongs to one calling thread; {@link #close} ends the helpers.
 */
public final class Team implements AutoCloseable {

  /** Work for a team: {@code member} is this thread's number, from 0 to {@code members - 1}. */
  @FunctionalInterface
  public interface Work {
    void run(int member, int members);
  }

  /**
   * Turns of waiting before a thread sleeps: up to a millisecond. The members of a team seldom end
   * together, and a thread that sleeps begins about 50 microseconds late.
   */
  private static final int SPINS = 20_000;

  /** The same where there are more threads than cores: another one may have work for this core. */
  private static final int CROWDED_SPINS = 100;

  private final int spins;
  private final Helper[] helpers;
  private volatile Work work = (_, _) -> {};
  private volatile int round;
  private volatile boolean closed;

  private Team(int size) {
    Thread caller = Thread.currentThread();
    spins = size <= Runtime.getRuntime().availableProcessors() ? SPINS : CROWDED_SPINS;
    helpers = new Helper[size - 1];
    Arrays.setAll(helpers, i -> new Helper(i + 1, size, caller));
  }

  /**
   * Starts a team for the calling thread.
   *
   * @param size how many threads work, the caller included; at least 1
   */
  public static Team of(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team has at least 1 member, got " + size);
    }
    Team team = new Team(size);
    try {
      for (Helper helper : team.helpers) {
        helper.thread.start();
      }
    } catch (OutOfMemoryError e) { // the system gives no more threads
      team.close();
      throw e;
    }
    return team;
  }

  /** How many threads work, the caller included. */
  public int size() {
    return helpers.length + 1;
  }

  /**
   * Lets all members do {@code next} and waits until all have done it.
   *
   * @throws RuntimeException the one that the first member, by number, threw; all have ended then
   */
  public void run(Work next) {
    if (helpers.length == 0) {
      next.run(0, 1);
      return;
    }
    work = next;
    int current = round + 1;
    round = current;
    for (Helper helper : helpers) {
      helper.wake();
    }
    Throwable thrown = null;
    try {
      next.run(0, helpers.length + 1);
    } catch (Throwable e) {
      thrown = e;
    }
    for (Helper helper : helpers) {
      helper.awaitDone(current);
      Throwable failure = helper.takeFailure(); // of each, or it would be thrown by a later run
      thrown = thrown == null ? failure : thrown;
    }
    if (thrown != null) {
      rethrow(thrown);
    }
  }

  private static void rethrow(Throwable thrown) {
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("work threw a checked exception", thrown);
    }
  }

  @Override
  public void close() {
    closed = true;
    int last = round + 1; // belongs to the calling thread, as run does
    round = last;
    for (Helper helper : helpers) {
      helper.wake();
    }
  }

  /** One of the threads beside the caller. Its fields are written by one thread each. */
  private final class Helper {

    private final int number;
    private final int members;
    private final Thread caller;
    private final Thread thread;
    private final AtomicInteger doneRound = new AtomicInteger();
    private volatile boolean asleep;
    private volatile boolean callerAsleep;
    private volatile @Nullable Throwable failure;

    Helper(int number, int members, Thread caller) {
      this.number = number;
      this.members = members;
      this.caller = caller;
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .name(caller.getName() + "-helper-" + number)
              .unstarted(this::loop);
    }

    private void loop() {
      int seen = 0;
      while (true) {
        seen = awaitRound(seen);
        if (closed) {
          return;
        }
        try {
          work.run(number, members);
        } catch (Throwable e) {
          failure = e;
        }
        doneRound.set(seen);
        if (callerAsleep) {
          LockSupport.unpark(caller);
        }
      }
    }

    private int awaitRound(int seen) {
      for (int i = 0; i < spins; i++) {
        if (round != seen) {
          return seen + 1;
        }
        Thread.onSpinWait();
      }
      // The flag is written before the round is read again, and the caller does it the other way
      // round: one of the two sees the other.
      asleep = true;
      while (round == seen) {
        LockSupport.park(Team.this);
      }
      asleep = false;
      return seen + 1;
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    void awaitDone(int current) {
      for (int i = 0; i < spins; i++) {
        if (doneRound.get() == current) {
          return;
        }
        Thread.onSpinWait();
      }
      callerAsleep = true;
      while (doneRound.get() != current) {
        LockSupport.park(Team.this);
      }
      callerAsleep = false;
    }

    /** What the work threw since the last call, null if nothing. */
    @Nullable Throwable takeFailure() {
      Throwable taken = failure;
      if (taken != null) {
        failure = null;
      }
      return taken;
    }
  }
}
