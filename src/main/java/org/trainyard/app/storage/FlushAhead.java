package org.trainyard.app.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import org.trainyard.app.concurrent.Futures;

/**
 * Brings a file to the disk while it is still being written: when a large one ends, little is left
 * to wait for. Belongs to one thread at a time; the flushing itself is done by another one.
 */
public final class FlushAhead implements AutoCloseable {

  private static final long WORTH_IT = 32 << 20; // bytes

  private final long each;
  private final Flush flush;
  private long waiting; // bytes that were written since the last flush began
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  /** Brings to the disk what has been written. */
  @FunctionalInterface
  public interface Flush {
    void run() throws IOException;
  }

  private FlushAhead(long each, Flush flush) {
    this.each = each;
    this.flush = flush;
  }

  /** For a file whose channel is closed after this; a small one is never flushed. */
  public static FlushAhead of(FileChannel channel) {
    return each(WORTH_IT, () -> channel.force(false));
  }

  /** Flushes when so many bytes have been written, if the last flush has ended. */
  public static FlushAhead each(long bytes, Flush flush) {
    return new FlushAhead(bytes, flush);
  }

  /**
   * So many bytes more have been written, which will hardly be written again.
   *
   * @throws IOException if earlier ones could not be brought to the disk
   */
  public void written(long bytes) throws IOException {
    waiting += bytes;
    if (waiting >= each && running.isDone()) {
      finish();
      waiting = 0;
      running = CompletableFuture.runAsync(this::flush, FlushAhead::start);
    }
  }

  private void flush() {
    try {
      flush.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable work) {
    Thread.ofPlatform().name("flush-ahead").daemon().start(work);
  }

  /**
   * Waits for what has begun. The operating system tells of a failed write once, so what came here
   * must not be lost.
   *
   * @throws IOException if something could not be brought to the disk
   */
  public void finish() throws IOException {
    try {
      Futures.join(running);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Waits as well, for a file that is given up. */
  @Override
  public void close() {
    running.exceptionally(_ -> null).join();
  }
}
