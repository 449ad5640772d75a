package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.trainyard.app.concurrent.Futures;
import org.trainyard.app.evaluation.Workplace;

/** Lets evaluations take their part of the machine, so that {@link Admission} knows of it. */
@Component
final class BesideTrainings implements Workplace {

  private final Admission admission;
  private final ObjectProvider<Scheduler> scheduler;

  BesideTrainings(Admission admission, ObjectProvider<Scheduler> scheduler) {
    this.admission = admission;
    this.scheduler = scheduler;
  }

  @Override
  public <T> T compute(long memoryBytes, Supplier<T> work) {
    try (Admission.Place _ = admission.enterAtOnce(memoryBytes)) {
      // Joined whatever happens: what the work has open must not be closed under its hands.
      return Futures.join(CompletableFuture.supplyAsync(work, BesideTrainings::start));
    } finally {
      scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions); // there is room again
    }
  }

  /** A thread of the operating system: it would keep a virtual one's carrier for seconds. */
  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("evaluation").start(LowPriority.of(work));
  }
}
