package org.trainyard.app.job.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for news of a job, in this process. Who sends a signal never waits for who
 * listens: a signal says that there is something to read, not what. Safe for all threads.
 */
@Component
public class JobSignals {

  private final Map<String, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** One listener; belongs to the thread that waits. */
  public final class Subscription implements AutoCloseable {

    private final List<String> jobs;
    private final Semaphore signals = new Semaphore(0);

    private Subscription(Collection<String> jobs) {
      this.jobs = List.copyOf(jobs);
    }

    /** Waits for a signal since the last wait; returns early if there was one, or will be none. */
    public void await(Duration atMost) throws InterruptedException {
      if (!closed) {
        boolean _ = signals.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        signals.drainPermits();
      }
    }

    @Override
    public void close() {
      for (String job : jobs) {
        subscriptions.computeIfPresent(
            job,
            (_, set) -> {
              set.remove(this);
              return set.isEmpty() ? null : set;
            });
      }
    }
  }

  /** Listens from now on; to be closed. */
  public Subscription subscribe(Collection<String> jobs) {
    Subscription subscription = new Subscription(jobs);
    for (String job : subscription.jobs) {
      subscriptions.compute(
          job,
          (_, set) -> {
            Set<Subscription> all = set == null ? ConcurrentHashMap.newKeySet() : set;
            all.add(subscription);
            return all;
          });
    }
    return subscription;
  }

  /** There is something new about a job. */
  void signal(String job) {
    subscriptions
        .getOrDefault(job, Set.of())
        .forEach(subscription -> subscription.signals.release());
  }

  /** Whether nobody shall wait any longer, because the process ends. */
  public boolean isClosed() {
    return closed;
  }

  /** Lets everyone who waits go. */
  public void close() {
    closed = true;
    subscriptions
        .values()
        .forEach(set -> set.forEach(subscription -> subscription.signals.release()));
  }
}
