package org.trainyard.app.job.run;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.trainyard.app.storage.StorageFailure;

/**
 * Repeats a write that the database does not take, since what a run has to say at its end is worth
 * waiting for; gives up when the process ends.
 */
@Component
class PatientWriter {

  private static final Logger LOG = LoggerFactory.getLogger(PatientWriter.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TRIES_AT_THE_END = 3;

  private final RunningJobs running;
  private final Duration storagePatience;
  private final LongSupplier nanoClock;
  private final Pause pause;

  @Autowired
  PatientWriter(RunningJobs running, JobProperties properties) {
    this(running, properties.storagePatience(), System::nanoTime, Thread::sleep);
  }

  /**
   * A writer with a clock of its own.
   *
   * @param nanoClock monotonic
   */
  PatientWriter(
      RunningJobs running, Duration storagePatience, LongSupplier nanoClock, Pause pause) {
    this.running = running;
    this.storagePatience = storagePatience;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  /** Lets time pass. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** Writes a file; a disk that is full may get space meanwhile. */
  <T> T store(Callable<T> action) throws IOException {
    long start = nanoClock.getAsLong();
    while (true) {
      try {
        return action.call();
      } catch (IOException e) {
        boolean patient = nanoClock.getAsLong() - start < storagePatience.toNanos();
        if (!patient || running.isStopping() || !isFull(e) || !pause()) {
          throw e;
        }
        LOG.warn("no space for a model: {}", e.getMessage());
      }
    }
  }

  private static boolean isFull(IOException failure) {
    return StorageFailure.of(failure).filter(it -> it == StorageFailure.FULL).isPresent();
  }

  /** Something that may fail for want of space. */
  interface Callable<T> {
    T call() throws IOException;
  }

  /** Returns what the action returns, once it does not fail for want of the database. */
  <T> T write(Supplier<T> action) {
    for (int tries = 1; ; tries++) {
      try {
        return action.get();
      } catch (DataAccessException | TransactionException e) {
        boolean hopeless = running.isStopping() && tries >= TRIES_AT_THE_END;
        if (hopeless || StorageFailure.of(e).isEmpty() || !pause()) {
          throw e;
        }
        LOG.warn("the database did not take the end of a run, try {}: {}", tries, e.getMessage());
      }
    }
  }

  /** False if the thread was told to end. */
  private boolean pause() {
    try {
      pause.of(PAUSE);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
