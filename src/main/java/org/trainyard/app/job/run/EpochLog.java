package org.trainyard.app.job.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.trainyard.app.job.diagnosis.Finding;
import org.trainyard.app.job.lifecycle.EpochEntry;
import org.trainyard.app.job.lifecycle.RunId;
import org.trainyard.app.job.lifecycle.RunProgress;
import tools.jackson.databind.json.JsonMapper;

/**
 * The learning curve of a run on its way into the database: a few writes a second, however short
 * the epochs are. While the database is away the epochs wait here. Belongs to the thread that
 * trains.
 */
final class EpochLog {

  private static final Logger LOG = LoggerFactory.getLogger(EpochLog.class);
  private static final Duration WRITE_EVERY = Duration.ofMillis(200);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final RunId id;
  private final RunningJobs.Run run;
  private final Writer writer;
  private final JsonMapper json;
  private final LongSupplier nanoClock;
  private final List<EpochEntry> waiting = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private @Nullable EpochMetrics best;
  private long nextWrite;

  /** Where the log goes; {@link RunProgress} in the service. */
  @FunctionalInterface
  interface Writer {

    /** All of it or nothing; false if the job is not the run's any more. */
    boolean add(
        RunId run, List<String> findings, List<EpochEntry> epochs, String best, Duration elapsed);
  }

  /**
   * A log that begins now.
   *
   * @param best of the epochs that earlier runs wrote
   * @param nanoClock monotonic
   */
  EpochLog(
      RunId id,
      RunningJobs.Run run,
      Writer writer,
      JsonMapper json,
      @Nullable EpochMetrics best,
      LongSupplier nanoClock) {
    this.id = id;
    this.run = run;
    this.writer = writer;
    this.json = json;
    this.best = best;
    this.nanoClock = nanoClock;
    this.nextWrite = nanoClock.getAsLong() + WRITE_EVERY.toNanos();
  }

  /** Takes an epoch, and writes what waits if the last write is some time ago. */
  void add(EpochMetrics epoch, Watch.Seen seen) {
    String layers = seen.layers().isEmpty() ? null : json.writeValueAsString(seen.layers());
    waiting.add(new EpochEntry(epoch.epoch(), json.writeValueAsString(epoch), layers));
    seen.findings().forEach(this::add);
    if (nanoClock.getAsLong() - nextWrite >= 0) {
      tryToWrite();
    }
  }

  /** Takes the best epoch so far, which {@link #add(EpochMetrics, Watch.Seen)} gets next. */
  void isBest(EpochMetrics epoch) {
    best = epoch;
  }

  /** Takes what was found; it is written with the next epoch, or the end. */
  void add(Finding finding) {
    findings.add(json.writeValueAsString(finding));
  }

  /** Writes what waits; false if the database did not take it, which costs nothing but time. */
  boolean tryToWrite() {
    try {
      write();
      findings.clear();
      waiting.clear();
      nextWrite = nanoClock.getAsLong() + WRITE_EVERY.toNanos();
      return true;
    } catch (DataAccessException | TransactionException e) {
      nextWrite = nanoClock.getAsLong() + RETRY_AFTER.toNanos();
      LOG.warn("job {}: {} epochs wait for the database", id.job(), waiting.size(), e);
      return false;
    }
  }

  /**
   * Writes what waits. It goes on waiting, because the caller's transaction may fail, and then all
   * of it is written again.
   */
  void write() {
    if (findings.isEmpty() && waiting.isEmpty()) {
      return;
    }
    String bestSoFar = json.writeValueAsString(best);
    if (!writer.add(id, List.copyOf(findings), List.copyOf(waiting), bestSoFar, run.elapsed())) {
      run.requestStop(); // another run has the job
    }
  }
}
