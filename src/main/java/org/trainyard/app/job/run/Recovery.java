package org.trainyard.app.job.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.job.checkpoint.CheckpointStore;
import org.trainyard.app.job.lifecycle.Job;
import org.trainyard.app.job.lifecycle.JobLifecycle;
import org.trainyard.app.job.lifecycle.JobRepository;
import org.trainyard.app.job.lifecycle.JobSignals;
import org.trainyard.app.job.lifecycle.JobState;
import org.trainyard.app.job.queue.JobQueue;
import org.trainyard.app.storage.DataDirectory;

/**
 * Before the queue starts: takes jobs from the process that ended before this one. With the
 * embedded database the lock on the data directory proves that no other process runs them; with a
 * shared one the queue finds out by the heartbeats that are missing. Before the process ends: stops
 * the runs.
 */
@Component
class Recovery implements SmartLifecycle {

  private final JobRepository jobs;
  private final JobLifecycle lifecycle;
  private final JobQueue queue;
  private final CheckpointStore checkpoints;
  private final RunningJobs running;
  private final JobSignals signals;
  private final TransactionTemplate transactions;
  private final DataDirectory data;
  private volatile boolean started;

  Recovery(
      JobRepository jobs,
      JobLifecycle lifecycle,
      JobQueue queue,
      CheckpointStore checkpoints,
      RunningJobs running,
      JobSignals signals,
      TransactionTemplate transactions,
      DataDirectory data) {
    this.jobs = jobs;
    this.lifecycle = lifecycle;
    this.queue = queue;
    this.checkpoints = checkpoints;
    this.running = running;
    this.signals = signals;
    this.transactions = transactions;
    this.data = data;
  }

  @Override
  public void start() {
    if (data.isExclusive()) {
      takeOver();
    }
    started = true;
  }

  private void takeOver() {
    transactions.executeWithoutResult(_ -> {
      queue.releaseAll();
      jobs.inState(JobState.RUNNING).forEach(job -> lifecycle.earlierProcessDied(job.id()));
      for (Job job : jobs.inState(JobState.QUEUED)) {
        queue.add(job.id(), job.lastEvent(), job.priority(), job.createdAt());
      }
    });
    try {
      checkpoints.sweep();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder of checkpoints", e);
    }
  }

  /** First of all: the runs get the time in which the requests end. */
  @Override
  public void stop() {
    queue.pause();
    running.stopAll();
    signals.close();
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
