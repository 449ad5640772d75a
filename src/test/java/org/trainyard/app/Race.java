package org.trainyard.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two things done in the same moment, by two threads.
 *
 * @param first what came of the first; second likewise
 */
public record Race<A, B>(A first, B second) {

  public static <A, B> Race<A, B> of(Callable<A> first, Callable<B> second) {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<A> a = threads.submit(() -> after(start, first));
      Future<B> b = threads.submit(() -> after(start, second));
      return new Race<>(a.get(), b.get());
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The same thing done by many threads in the same moment: what came of each. */
  public static <T> List<T> of(int threads, Callable<T> action) {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(all.submit(() -> after(start, action)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static <T> T after(CyclicBarrier start, Callable<T> action) throws Exception {
    start.await();
    return action.call();
  }
}
