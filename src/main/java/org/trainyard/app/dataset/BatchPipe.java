package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches to a thread of its own, so that reading and storing share the work of several
 * cores. Some batches go round, so many that one thread does not wait for another that has lost its
 * core for a moment; they are made as they are needed, since most uploads are small. A batch
 * belongs to one of the two threads at a time, and the lock orders their accesses. Who has to wait
 * does so for several batches: to be woken for each one takes longer than much of the work on it.
 *
 * @param <B> a batch
 */
public final class BatchPipe<B> implements AutoCloseable {

  private static final int BATCHES = 16;
  private static final int WORTH_WAKING_TAKER = 1; // full batches
  private static final int WORTH_WAKING_GIVER = 4; // empty ones

  private final ReentrantLock lock = new ReentrantLock(); // guards full, empty, ended
  private final Condition changed = lock.newCondition();
  private final Deque<B> full = new ArrayDeque<>();
  private final Deque<B> empty = new ArrayDeque<>();
  private boolean ended;
  private int made; // by the thread that gives
  private final Supplier<B> batches;
  private final Consumer<B> clear;
  private final Taker<B> taker;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private BatchPipe(String name, Supplier<B> batches, Consumer<B> clear, Taker<B> taker) {
    this.batches = batches;
    this.clear = clear;
    this.taker = taker;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Does the work of the thread. */
  @FunctionalInterface
  public interface Taker<B> {
    void take(B batch) throws IOException;
  }

  /**
   * Starts the thread of a pipe.
   *
   * @param name of the thread
   * @param batches makes an empty one
   * @param clear makes a batch empty again
   */
  public static <B> BatchPipe<B> start(
      String name, Supplier<B> batches, Consumer<B> clear, Taker<B> taker) {
    BatchPipe<B> pipe = new BatchPipe<>(name, batches, clear, taker);
    pipe.thread.start();
    return pipe;
  }

  /** Hands a batch on and gives an empty one; waits while the thread is behind. */
  public B exchange(B batch) throws IOException {
    try {
      lock.lockInterruptibly();
      try {
        full.add(batch);
        signalIf(full.size() == WORTH_WAKING_TAKER);
        if (empty.isEmpty() && made < BATCHES) {
          made++;
          empty.add(batches.get());
        } else if (empty.isEmpty()) {
          while (empty.size() < WORTH_WAKING_GIVER) {
            changed.await();
          }
        }
        B next = empty.remove();
        throwIfFailed();
        return next;
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until the thread has taken everything. */
  public void finish() throws IOException {
    try {
      lock.lockInterruptibly();
      try {
        ended = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      thread.join();
      throwIfFailed();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Ends the thread, also where reading failed half-way. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true; // the thread ends soon; its memory and file are used until then
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (B batch = next(); batch != null; batch = next()) {
        if (failure == null) {
          take(batch);
        }
        clear.accept(batch);
        giveBack(batch);
      }
    } catch (InterruptedException _) {
      // closed half-way
    }
  }

  /** The next full batch; null: there will be none. */
  private @Nullable B next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (full.isEmpty()) {
        while (full.size() < WORTH_WAKING_TAKER && !ended) {
          changed.await();
        }
      }
      return full.poll();
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(B batch) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      empty.add(batch);
      signalIf(empty.size() == WORTH_WAKING_GIVER);
    } finally {
      lock.unlock();
    }
  }

  /** At most one of the two threads waits. */
  private void signalIf(boolean worth) {
    if (worth) {
      changed.signal();
    }
  }

  /** After a failure the batches still go round, so that the reader comes to see it. */
  private void take(B batch) {
    try {
      taker.take(batch);
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void throwIfFailed() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException failure = new InterruptedIOException("interrupted while rows are read");
    failure.initCause(cause);
    return failure;
  }
}
