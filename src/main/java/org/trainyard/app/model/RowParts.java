package org.trainyard.app.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides work on the rows of one request between the cores, if it is worth a thread; how it is
 * divided never changes a result.
 */
final class RowParts {

  /** Multiply-adds for a thread that are worth it: some tenths of a millisecond. */
  private static final long WORTH = 20_000_000;

  private final int most;

  /**
   * With a limit.
   *
   * @param most threads; at least 1
   */
  RowParts(int most) {
    this.most = most;
  }

  /** Work on some blocks, one after the other. Of one thread. */
  @FunctionalInterface
  interface Worker {
    void run(int firstRow, int rows);
  }

  /** What was thrown, and at which block. */
  private record Failure(int firstRow, RuntimeException exception) {}

  /**
   * Does the work, some of it on this thread, and returns when all of it is done.
   *
   * @param costOfRow multiply-adds
   * @param workers makes one for each thread
   * @throws RuntimeException what the first block, in the order of the rows, has thrown
   */
  void run(int rows, long costOfRow, int block, Supplier<Worker> workers) {
    int threads = Math.clamp(rows * costOfRow / WORTH, 1, most);
    RowBlocks blocks = new RowBlocks(rows, block);
    AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    List<CompletableFuture<Void>> others =
        IntStream.range(1, threads)
            .mapToObj(_ ->
                CompletableFuture.runAsync(
                    () -> work(blocks, workers, failure), Thread::startVirtualThread))
            .toList();
    work(blocks, workers, failure);
    others.forEach(CompletableFuture::join);
    Failure first = failure.get();
    if (first != null) {
      throw first.exception();
    }
  }

  /** All blocks before one that fails have been handed out: the first failure is always found. */
  private static void work(
      RowBlocks blocks, Supplier<Worker> workers, AtomicReference<@Nullable Failure> failure) {
    int first = blocks.next();
    if (first < 0) {
      return;
    }
    Worker worker = workers.get();
    try {
      for (; first >= 0; first = blocks.next()) {
        worker.run(first, blocks.count(first));
      }
    } catch (RuntimeException e) {
      blocks.stop();
      Failure failed = new Failure(first, e);
      failure.accumulateAndGet(
          failed, (one, other) -> one != null && one.firstRow() < failed.firstRow() ? one : other);
    }
  }
}
