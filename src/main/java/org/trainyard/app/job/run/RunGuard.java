package org.trainyard.app.job.run;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.trainyard.app.job.lifecycle.RunStanding;
import org.trainyard.engine.training.StopSignal;

/**
 * Tells a run when to stop: a client or the process asks for it, or the job is no longer its own.
 * The latter is read from the database once a second, so that a run that was given up for dead (its
 * process was frozen, or cut off from the database) ends within a minibatch after it wakes. A run
 * that cannot ask for longer than its lease stops too, before any other process may take the job.
 *
 * <p>Belongs to the thread that trains.
 */
final class RunGuard implements StopSignal {

  private static final Logger LOG = LoggerFactory.getLogger(RunGuard.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  private final RunningJobs.Run run;
  private final Supplier<RunStanding> standing;
  private final Duration lease;
  private final LongSupplier nanoClock;
  private long asked;
  private long confirmed;

  /**
   * A guard that begins now.
   *
   * @param standing reads the database
   * @param lease shorter than the time after which the queue gives up on a silent process
   * @param nanoClock monotonic
   */
  RunGuard(
      RunningJobs.Run run, Supplier<RunStanding> standing, Duration lease, LongSupplier nanoClock) {
    this.run = run;
    this.standing = standing;
    this.lease = lease;
    this.nanoClock = nanoClock;
    this.confirmed = nanoClock.getAsLong();
    this.asked = confirmed - ASK_EVERY.toNanos(); // a cancel may have come before the run was known
  }

  @Override
  public boolean isStopRequested() {
    long now = nanoClock.getAsLong();
    if (!run.isStopRequested() && now - asked >= ASK_EVERY.toNanos()) {
      asked = now;
      if (mustStop(now)) {
        run.requestStop();
      }
    }
    return run.isStopRequested();
  }

  private boolean mustStop(long now) {
    try {
      boolean ours = standing.get() == RunStanding.OURS;
      confirmed = now;
      return !ours;
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("a run cannot reach the database: {}", e.getMessage());
      return now - confirmed > lease.toNanos();
    }
  }
}
