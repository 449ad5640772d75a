package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Receives a stream on the thread of its request, while a thread of its own reads it. A few blocks
 * go round; a block belongs to one of the two threads at a time, and the queues order their
 * accesses.
 */
public final class BytePipe extends InputStream {

  private static final int BLOCKS = 8;
  private static final int BLOCK_BYTES = 1 << 18;

  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS + 1);
  private Block block = new Block(); // that is being read; empty at first
  private int at;
  private volatile boolean ended; // the thread that reads

  private BytePipe() {
    for (int i = 0; i < BLOCKS - 1; i++) {
      empty.add(new Block());
    }
  }

  /** Does the work of the thread that reads. */
  @FunctionalInterface
  public interface Reader {
    void read(InputStream in) throws IOException;
  }

  /** Some bytes, and whether the stream ended or failed behind them. */
  private static final class Block {

    private final byte[] bytes = new byte[BLOCK_BYTES];
    private int size;
    private boolean last;
    private @Nullable Exception failure;

    void fill(InputStream in) {
      size = 0;
      try {
        while (size < bytes.length && !last) {
          int read = in.read(bytes, size, bytes.length - size);
          last = read < 0;
          size += Math.max(0, read);
        }
      } catch (IOException | RuntimeException e) {
        failure = e;
        last = true;
      }
    }
  }

  /**
   * Reads a stream, and returns when the other thread has ended.
   *
   * @param name of that thread
   * @param in is read on this thread; where that fails the other one comes to see it, behind the
   *     bytes that were received
   */
  public static void read(String name, InputStream in, Reader reader) throws IOException {
    BytePipe pipe = new BytePipe();
    FutureTask<Boolean> task = new FutureTask<>(pipe.reading(reader));
    Thread thread = Thread.ofPlatform().name(name).daemon().start(task);
    try {
      pipe.receive(in);
      task.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throwCause(e);
    } finally {
      end(thread);
    }
  }

  private void receive(InputStream in) throws InterruptedException {
    boolean more = true;
    while (more) {
      Block next = empty.take();
      if (ended) {
        return;
      }
      next.fill(in);
      more = !next.last;
      full.put(next);
    }
  }

  private Callable<Boolean> reading(Reader reader) {
    return () -> {
      try {
        reader.read(this);
        return true;
      } finally {
        ended = true;
        empty.add(block); // wakes the other thread
      }
    };
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? block.bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int read = Math.min(length, block.size - at);
    System.arraycopy(block.bytes, at, target, offset, read);
    at += read;
    return read;
  }

  private boolean hasMore() throws IOException {
    while (at == block.size && !block.last) {
      try {
        empty.put(block);
        block = full.take();
        at = 0;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    if (at == block.size && block.failure != null) {
      throwFailure(block.failure);
    }
    return at < block.size;
  }

  /** Ends the thread, also where receiving failed half-way: it uses memory and files till then. */
  private static void end(Thread thread) {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void throwCause(ExecutionException failure) throws IOException {
    switch (failure.getCause()) {
      case Error e -> throw e;
      case Exception e -> throwFailure(e);
      case null, default -> throw new IllegalStateException(failure);
    }
  }

  private static void throwFailure(Exception failure) throws IOException {
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException failure = new InterruptedIOException("interrupted while rows are read");
    failure.initCause(cause);
    return failure;
  }
}
