package org.trainyard.app.dataset.table;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.BatchSink;
import org.trainyard.app.dataset.RowBatch;

/**
 * Hands batches to a sink on a thread of its own, so that reading and storing share the work of two
 * cores. A few batches go round; a batch belongs to one of the two threads at a time, and the
 * queues order their accesses.
 */
final class BatchPipe implements AutoCloseable {

  private static final int BATCHES = 4;

  private final BlockingQueue<RowBatch> full = new ArrayBlockingQueue<>(BATCHES + 1);
  private final BlockingQueue<RowBatch> empty = new ArrayBlockingQueue<>(BATCHES);
  private final RowBatch end = RowBatch.of(1);
  private final BatchSink sink;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private BatchPipe(int width, BatchSink sink) {
    for (int i = 0; i < BATCHES - 1; i++) {
      empty.add(RowBatch.of(width));
    }
    this.sink = sink;
    this.thread = Thread.ofPlatform().name("dataset-rows").daemon().unstarted(this::run);
  }

  /** Starts the thread of a pipe for rows of so many values. */
  static BatchPipe start(int width, BatchSink sink) {
    BatchPipe pipe = new BatchPipe(width, sink);
    pipe.thread.start();
    return pipe;
  }

  /** Hands a batch on and gives an empty one; waits while the sink is behind. */
  RowBatch exchange(RowBatch batch) throws IOException {
    try {
      full.put(batch);
      RowBatch next = empty.take();
      throwIfFailed();
      return next;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until the sink has taken everything. */
  void finish() throws IOException {
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

  private void run() {
    try {
      for (RowBatch batch = full.take(); batch != end; batch = full.take()) {
        if (failure == null) {
          take(batch);
        }
        batch.clear();
        empty.put(batch);
      }
    } catch (InterruptedException _) {
      // closed half-way
    }
  }

  /** After a failure the batches still go round, so that the reader comes to see it. */
  private void take(RowBatch batch) {
    try {
      sink.accept(batch);
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
