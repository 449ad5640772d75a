package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.trainyard.app.storage.Database;

/**
 * The platform threads that train, one job each, and how the queue gives them work: an entry is
 * picked in the moment a thread is free for it, never earlier, so nothing waits where neither a
 * later job of higher priority nor another process can overtake it.
 */
@Component
class TrainingThreads implements DbSchedulerCustomizer {

  private final ThreadPoolExecutor threads;
  private final Database database;
  private final Admission admission;

  TrainingThreads(
      DbSchedulerProperties properties,
      Database database,
      Admission admission,
      ObjectProvider<Scheduler> scheduler) {
    this.threads =
        new ThreadPoolExecutor(
            properties.getThreads(),
            properties.getThreads(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            atLowPriority(Thread.ofPlatform().name("training-", 1).factory())) {

          // Only now the thread counts as free.
          @Override
          protected void afterExecute(Runnable work, @Nullable Throwable failure) {
            if (!isShutdown()) {
              scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
            }
          }
        };
    this.database = database;
    this.admission = admission;
  }

  private static ThreadFactory atLowPriority(ThreadFactory threads) {
    return work -> threads.newThread(LowPriority.of(work));
  }

  /** The scheduler stops them. */
  @Override
  public Optional<ExecutorService> executorService() {
    return Optional.of(threads);
  }

  @Override
  public Optional<JdbcCustomization> jdbcCustomization() {
    return switch (database) {
      case SQLITE -> Optional.of(new SqliteQueue(admission));
      case POSTGRESQL -> Optional.of(new PostgresQueue(admission));
    };
  }

  /** Entries that were picked and have no thread. */
  int waiting() {
    return threads.getQueue().size();
  }
}
