package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The entries of the queue in memory; one thread uses it. What it lacks would fail for want of a
 * database.
 */
public class MemoryQueue extends JobQueue {

  private Map<String, Row> rows = new HashMap<>();
  private Map<String, Row> before = Map.of();

  private record Row(String job, int priority, Instant due, long version, boolean picked) {

    Row moved(boolean isPicked) {
      return new Row(job, priority, due, version + 1, isPicked);
    }
  }

  public MemoryQueue() {
    super(
        new DefaultListableBeanFactory().getBeanProvider(Scheduler.class),
        new TrainTask(new DefaultListableBeanFactory().getBeanProvider(QueuedWork.class)).train(),
        JdbcClient.create(new DriverManagerDataSource()));
  }

  /** Keeps what there is, for {@link #rollBack}. */
  public void begin() {
    before = new HashMap<>(rows);
  }

  public void rollBack() {
    rows = new HashMap<>(before);
  }

  @Override
  public void add(String job, int event, int priority, Instant createdAt) {
    rows.putIfAbsent(job, new Row(job, priority, createdAt, 1000L * event, false));
  }

  @Override
  public boolean holds(String job, long version) {
    @Nullable Row row = rows.get(job);
    return row != null && row.picked() && row.version() == version;
  }

  @Override
  public void release(String job) {
    rows.computeIfPresent(job, (_, row) -> row.moved(false));
  }

  @Override
  public void remove(String job) {
    rows.remove(job);
  }

  @Override
  public void removeWaiting(String job) {
    rows.computeIfPresent(job, (_, row) -> row.picked() ? row : null);
  }

  @Override
  public void releaseAll() {
    rows.replaceAll((_, row) -> row.picked() ? row.moved(false) : row);
  }

  /** Picks the entry that is next. */
  public Optional<QueuedWork.Entry> pick() {
    return rows.values().stream()
        .filter(row -> !row.picked())
        .min(
            Comparator.comparingInt(Row::priority)
                .reversed()
                .thenComparing(Row::due)
                .thenComparing(Row::job))
        .map(row -> {
          Row picked = row.moved(true);
          rows.put(row.job(), picked);
          return new QueuedWork.Entry(picked.job(), picked.version());
        });
  }

  /** The version of a job's entry; empty if it has none. */
  public Optional<Long> version(String job) {
    return Optional.ofNullable(rows.get(job)).map(Row::version);
  }
}
