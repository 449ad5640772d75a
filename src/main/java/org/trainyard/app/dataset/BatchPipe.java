package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches to a thread of its own, so that reading and storing share the work of several
 * cores. A few batches go round; a batch belongs to one of the two threads at a time, and the
 * queues order their accesses.
 *
 * @param <B> a batch
 */
public final class BatchPipe<B> implements AutoCloseable {

  private static final int BATCHES = 8;

  private final BlockingQueue<B> full = new ArrayBlockingQueue<>(BATCHES + 1);
  private final BlockingQueue<B> empty = new ArrayBlockingQueue<>(BATCHES);
  private final B end;
  private final Taker<B> taker;
  private final Consumer<B> clear;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private BatchPipe(String name, Supplier<B> batches, Consumer<B> clear, Taker<B> taker) {
    for (int i = 0; i < BATCHES - 1; i++) {
      empty.add(batches.get());
    }
    this.end = batches.get();
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
      full.put(batch);
      B next = empty.take();
      throwIfFailed();
      return next;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until the thread has taken everything. */
  public void finish() throws IOException {
    try {
      full.put(end);
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

  @SuppressWarnings("ReferenceEquality") // the end is that one batch, whatever is in it
  private void run() {
    try {
      for (B batch = full.take(); batch != end; batch = full.take()) {
        if (failure == null) {
          take(batch);
        }
        clear.accept(batch);
        empty.put(batch);
      }
    } catch (InterruptedException _) {
      // closed half-way
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
