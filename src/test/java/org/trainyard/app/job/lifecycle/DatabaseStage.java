package org.trainyard.app.job.lifecycle;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.job.JobsContext;
import org.trainyard.app.job.queue.JobQueue;
import org.trainyard.app.job.queue.QueuedWork;
import org.trainyard.app.storage.Database;

/** The real life cycle on a real database. */
final class DatabaseStage implements Stage, AutoCloseable {

  private final JobsContext context;
  private final JobRepository jobs;
  private final JobQueue queue;

  DatabaseStage(HikariDataSource source, Database kind, InstantSource clock) {
    context = new JobsContext(source, kind, clock);
    jobs = context.bean(JobRepository.class);
    queue = context.bean(JobQueue.class);
  }

  @Override
  public JobLifecycle lifecycle() {
    return context.bean(JobLifecycle.class);
  }

  @Override
  public boolean gotFurther(RunId run) {
    return context.bean(RunProgress.class).gotFurther(run, Duration.ZERO);
  }

  @Override
  public Optional<Job> find(String id) {
    return jobs.find(id);
  }

  @Override
  public Optional<QueuedWork.Entry> pick() {
    return context.pick();
  }

  @Override
  public Optional<Long> version(String id) {
    return context.version(id);
  }

  @Override
  public void free(String id) {
    context.bean(TransactionTemplate.class).executeWithoutResult(_ -> queue.release(id));
  }

  @Override
  public void restart() {
    context
        .bean(TransactionTemplate.class)
        .executeWithoutResult(_ -> {
          queue.releaseAll();
          jobs.inState(JobState.RUNNING).forEach(job -> lifecycle().earlierProcessDied(job.id()));
          jobs.inState(JobState.QUEUED)
              .forEach(
                  job -> queue.add(job.id(), job.lastEvent(), job.priority(), job.createdAt()));
        });
  }

  @Override
  public List<String> moves(String id) {
    return context.bean(JobEvents.class).data(id, EventType.STATE);
  }

  @Override
  public boolean breakAt(int write) {
    return false;
  }

  @Override
  public void close() {
    context.close();
  }
}
