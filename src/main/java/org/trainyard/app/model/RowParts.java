package org.trainyard.app.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.engine.parallel.Slices;

/**
 * Divides work on the rows of one request between the cores, if it is worth a thread; how it is
 * divided never changes a result.
 */
final class RowParts {

  /** Multiply-adds of a part that is worth a thread: some tenths of a millisecond. */
  private static final long WORTH = 20_000_000;

  private final int most;

  /**
   * With a limit.
   *
   * @param most parts; at least 1
   */
  RowParts(int most) {
    this.most = most;
  }

  /** Work on the rows {@code [from, to)}. */
  @FunctionalInterface
  interface Work {
    void run(int from, int to);
  }

  /**
   * Does the work, a part of it on this thread, and returns when all of it is done.
   *
   * @param costOfRow multiply-adds
   * @param grain parts begin at multiples of it
   * @throws RuntimeException what the first part, in the order of the rows, has thrown
   */
  void run(int rows, long costOfRow, int grain, Work work) {
    int parts = Math.clamp(rows * costOfRow / WORTH, 1, most);
    List<CompletableFuture<Void>> others =
        IntStream.range(1, parts)
            .mapToObj(part ->
                CompletableFuture.runAsync(
                    () -> run(rows, part, parts, grain, work), Thread::startVirtualThread))
            .toList();
    @Nullable RuntimeException failure = null;
    try {
      run(rows, 0, parts, grain, work);
    } catch (RuntimeException e) {
      failure = e;
    }
    for (CompletableFuture<Void> other : others) {
      try {
        other.join();
      } catch (CompletionException e) {
        failure = failure == null ? cause(e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException cause(CompletionException e) {
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }

  private static void run(int rows, int part, int parts, int grain, Work work) {
    work.run(Slices.start(rows, part, parts, grain), Slices.start(rows, part + 1, parts, grain));
  }
}
