package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.trainyard.app.storage.Database;

/**
 * The time by which the queue tells living runs from dead ones: that of the database, asked once a
 * minute and moved on by a monotonic clock in between. So neither a wall clock that is wrong nor
 * one that is set makes a living run look dead. Safe for all threads.
 */
@Component
class QueueClock implements Clock {

  private static final Logger LOG = LoggerFactory.getLogger(QueueClock.class);
  private static final Duration SYNCHRONIZE_EVERY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Database database;
  private final InstantSource wallClock;
  private final AtomicReference<Reading> last;

  /** The time at a value of the monotonic clock. */
  private record Reading(Instant time, long nanos) {

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }
  }

  QueueClock(JdbcClient jdbc, Database database, InstantSource wallClock) {
    this.jdbc = jdbc;
    this.database = database;
    this.wallClock = wallClock;
    this.last = new AtomicReference<>(new Reading(time(), System.nanoTime()));
  }

  @Override
  public Instant now() {
    Reading reading = last.get();
    if (reading.age().compareTo(SYNCHRONIZE_EVERY) > 0) {
      last.compareAndSet(reading, synchronizedOr(reading));
      reading = last.get();
    }
    return reading.time().plus(reading.age());
  }

  private Reading synchronizedOr(Reading reading) {
    try {
      return new Reading(time(), System.nanoTime());
    } catch (DataAccessException e) {
      LOG.warn("the database does not tell its time: {}", e.getMessage());
      return reading;
    }
  }

  private Instant time() {
    return switch (database) {
      case SQLITE -> wallClock.instant();
      case POSTGRESQL ->
          Instant.ofEpochMilli(
              jdbc.sql("select cast(1000 * extract(epoch from clock_timestamp()) as bigint)")
                  .query(Long.class)
                  .single());
    };
  }
}
