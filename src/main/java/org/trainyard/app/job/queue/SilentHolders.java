package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Finds entries whose holders show no sign of life: who holds one writes a new heartbeat into it
 * every interval, and here one looks as often. An entry that has looked the same so many times in a
 * row is taken from its holder.
 *
 * <p>No time is read or compared, so that no clock, set forward or back, here or at the database,
 * makes a living holder look dead or a dead one alive. And what happened while this process was
 * frozen or the database away counts as one look, or starts the count anew.
 */
@Component
class SilentHolders implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SilentHolders.class);

  private final JdbcClient jdbc;
  private final ObjectProvider<QueuedWork> work;
  private final Duration interval;
  private final int limit;
  private final Map<String, Seen> seen = new HashMap<>(); // of the one thread that looks
  private @Nullable ScheduledExecutorService thread;

  /** What a holder writes. */
  private record Sign(String job, long version, String heartbeat) {}

  /** A sign, and in how many looks in a row it was the same. */
  private record Seen(Sign sign, int times) {}

  SilentHolders(
      JdbcClient jdbc, ObjectProvider<QueuedWork> work, DbSchedulerProperties properties) {
    this.jdbc = jdbc;
    this.work = work;
    this.interval = properties.getHeartbeatInterval();
    this.limit = properties.getMissedHeartbeatsLimit();
  }

  @Override
  public synchronized void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("silent-holders").factory());
    var _ =
        thread.scheduleWithFixedDelay(
            this::tryToLook, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tryToLook() {
    try {
      look();
    } catch (DataAccessException | TransactionException e) {
      seen.clear(); // nobody could write a heartbeat either
      LOG.warn("the queue cannot be read: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("an entry could not be taken from its holder", e);
    }
  }

  /** Looks once. */
  void look() {
    List<Sign> signs = signs();
    Map<String, Seen> before = Map.copyOf(seen);
    seen.clear();
    for (Sign sign : signs) {
      @Nullable Seen last = before.get(sign.job());
      int times = last != null && last.sign().equals(sign) ? last.times() + 1 : 0;
      if (times < limit) {
        seen.put(sign.job(), new Seen(sign, times));
      } else {
        LOG.info("job {}: who holds it shows no sign of life", sign.job());
        work.getObject().holderDied(new QueuedWork.Entry(sign.job(), sign.version()));
      }
    }
  }

  private List<Sign> signs() {
    return jdbc.sql(
            """
            select task_instance, version, cast(last_heartbeat as varchar(40)) as heartbeat
              from scheduled_tasks where task_name = :task and picked = :picked
            """)
        .param("task", TrainTask.NAME)
        .param("picked", true)
        .query((row, _) ->
            new Sign(
                row.getString("task_instance"),
                row.getLong("version"),
                String.valueOf(row.getString("heartbeat"))))
        .list();
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
