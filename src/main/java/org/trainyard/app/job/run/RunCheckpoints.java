package org.trainyard.app.job.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.trainyard.app.job.checkpoint.CheckpointStore;
import org.trainyard.app.job.lifecycle.RunId;
import org.trainyard.engine.training.Checkpoint;
import org.trainyard.engine.training.CheckpointKeeper;

/**
 * Saves a run while it trains: when an epoch has ended and the last checkpoint is old enough. The
 * file is written beside the training, which goes on; a run that must stop does not wait for it.
 *
 * <p>A checkpoint that cannot be written is tried again at the next occasion; after several misses
 * the run ends, since it could never go on from where it is. Belongs to the thread that trains.
 */
final class RunCheckpoints implements CheckpointKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(RunCheckpoints.class);
  private static final int MAX_MISSES = 3;

  private final RunId id;
  private final RunningJobs.Run run;
  private final EpochLog log;
  private final CheckpointStore store;
  private final Executor writer;
  private final Duration interval;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
  private int number;
  private int misses;
  private long last;
  private long firstMiss;

  /**
   * Begins now.
   *
   * @param writer runs the writing of a file
   * @param interval that lies between two checkpoints at least
   * @param patience how long misses are borne
   * @param nanoClock monotonic
   */
  RunCheckpoints(
      RunId id,
      RunningJobs.Run run,
      EpochLog log,
      CheckpointStore store,
      Executor writer,
      Duration interval,
      Duration patience,
      LongSupplier nanoClock) {
    this.id = id;
    this.run = run;
    this.log = log;
    this.store = store;
    this.writer = writer;
    this.interval = interval;
    this.patience = patience;
    this.nanoClock = nanoClock;
    this.last = nanoClock.getAsLong();
  }

  /** At the first step of an epoch all is known of the one before, validation included. */
  @Override
  public boolean isDue(int epoch, int step) {
    return step == 1
        && epoch > 1
        && nanoClock.getAsLong() - last >= interval.toNanos()
        && writing.isDone();
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    checkLast();
    last = nanoClock.getAsLong();
    if (log.tryToWrite()) { // else the curve would have a hole after a resume
      number++;
      int its = number;
      writing = CompletableFuture.runAsync(() -> save(its, checkpoint), writer);
    }
  }

  /**
   * Saves the point at which the run stops, as the last thing that it does; if that fails, the job
   * goes on from an older one.
   */
  void keepLast(Checkpoint checkpoint) {
    try {
      checkLast();
      if (log.tryToWrite()) {
        save(number + 1, checkpoint);
      }
    } catch (UncheckedIOException | DataAccessException | TransactionException e) {
      LOG.warn("job {}: its last checkpoint is lost, it goes on from an older one", id.job(), e);
    }
  }

  /** Waits for the write under way. */
  void close() {
    writing.exceptionally(_ -> null).join();
  }

  private void save(int its, Checkpoint checkpoint) {
    try {
      if (!store.save(id, its, checkpoint)) {
        run.requestStop(); // another run has the job
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks how the last write ended. */
  private void checkLast() {
    try {
      writing.join();
      misses = 0;
    } catch (CompletionException e) {
      writing = CompletableFuture.completedFuture(null);
      LOG.warn("job {}: a checkpoint could not be written", id.job(), e.getCause());
      miss(e);
    }
  }

  private void miss(CompletionException failure) {
    misses++;
    if (misses == 1) {
      firstMiss = nanoClock.getAsLong();
    }
    boolean patient = nanoClock.getAsLong() - firstMiss < patience.toNanos();
    if (misses >= MAX_MISSES && !patient) {
      throw new UncheckedIOException(
          new IOException("no checkpoint can be written", failure.getCause()));
    }
  }
}
