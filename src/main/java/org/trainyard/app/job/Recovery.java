package org.trainyard.app.job;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.storage.Database;

/**
 * Before the queue starts: puts back what an earlier process left running. With the embedded
 * database the lock on the data directory proves that no other process runs it; with a shared one
 * the queue finds out by the heartbeats that are missing. Before the process ends: stops the runs.
 */
@Component
class Recovery implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final JobRepository repository;
  private final JobQueue queue;
  private final RunningJobs running;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Database database;
  private volatile boolean started;

  Recovery(
      JobRepository repository,
      JobQueue queue,
      RunningJobs running,
      TransactionTemplate transactions,
      InstantSource clock,
      Database database) {
    this.repository = repository;
    this.queue = queue;
    this.running = running;
    this.transactions = transactions;
    this.clock = clock;
    this.database = database;
  }

  @Override
  public void start() {
    switch (database) {
      case SQLITE -> transactions.executeWithoutResult(_ -> putBack());
      case POSTGRESQL -> {}
    }
    started = true;
  }

  private void putBack() {
    for (Job job : repository.inState(JobState.RUNNING)) {
      repository.requeue(job.id(), job.fence(), "the process that ran it ended", clock.instant());
      LOG.info("job {} was running when the process ended; it starts again", job.id());
    }
    queue.releaseAll();
    repository.inState(JobState.QUEUED).forEach(queue::add);
  }

  /** First of all: the runs get the time in which the requests end. */
  @Override
  public void stop() {
    queue.pause();
    running.stopAll();
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
