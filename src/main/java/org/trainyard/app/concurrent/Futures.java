package org.trainyard.app.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Work on other threads. */
public final class Futures {

  private Futures() {}

  /**
   * Waits for the result, whatever happens: an interrupt does not end the wait. What the work threw
   * is thrown as if it had run here.
   *
   * @throws CompletionException if the work threw a checked exception
   */
  public static <T extends @Nullable Object> T join(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
