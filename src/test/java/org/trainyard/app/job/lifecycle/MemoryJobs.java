package org.trainyard.app.job.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.trainyard.app.model.ModelReference;

/** Jobs in memory, under the same conditions as in a database; one thread uses them. */
class MemoryJobs extends JobRepository {

  private Map<String, Job> jobs = new HashMap<>();
  private Map<String, Job> before = Map.of();

  MemoryJobs() {
    super(JdbcClient.create(new DriverManagerDataSource()));
  }

  /** Keeps what there is, for {@link #rollBack}. */
  void begin() {
    before = new HashMap<>(jobs);
  }

  void rollBack() {
    jobs = new HashMap<>(before);
  }

  @Override
  public Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public List<Job> inState(JobState state) {
    return jobs.values().stream().filter(job -> job.state() == state).toList();
  }

  @Override
  Optional<Job> lock(String id) {
    return find(id);
  }

  @Override
  void insert(NewJob job) {
    Row row = new Row(JobState.QUEUED, null, 0, 0, 0, JobLifecycle.FIRST_EVENT);
    write(job.id(), row.of(job));
  }

  @Override
  void setStop(Job job, @Nullable StopRequest stop) {
    Row row = current(job, JobState.RUNNING);
    write(job.id(), row.stop(stop).of(job));
  }

  @Override
  void wait(Job job, JobState to, int crashes, int lastEvent) {
    Row row = current(job, job.state());
    write(job.id(), new Row(to, null, row.fence(), row.attempts(), crashes, lastEvent).of(job));
  }

  @Override
  void begin(Job job, StartPoint from, Instant now, int lastEvent) {
    Row row = current(job, job.state());
    write(
        job.id(),
        new Row(
                JobState.RUNNING,
                row.stop(),
                nextFence(row.fence()),
                row.attempts() + 1,
                row.crashes(),
                lastEvent)
            .of(job));
  }

  /** The fence of the run that begins. */
  long nextFence(long fence) {
    return fence + 1;
  }

  @Override
  void end(Job job, JobState to, Ending ending, Instant now, int lastEvent) {
    Row row = current(job, job.state());
    Job ended = new Row(to, null, row.fence(), row.attempts(), row.crashes(), lastEvent).of(job);
    write(
        job.id(),
        new Job(
            ended.id(),
            ended.name(),
            ended.priority(),
            ended.specification(),
            ended.resolved(),
            ended.createdAt(),
            to,
            null,
            ended.fence(),
            ended.attempts(),
            ended.crashes(),
            lastEvent,
            now,
            now,
            Duration.ZERO,
            null,
            null,
            ending.stopReason(),
            ending.failure(),
            ending.model().map(ModelReference::name).orElse(null),
            ending.model().map(ModelReference::version).orElse(0)));
  }

  @Override
  boolean survive(RunId run, Duration elapsed) {
    return find(run.job())
        .filter(job -> job.state() == JobState.RUNNING && job.fence() == run.fence())
        .map(job -> {
          Row row = Row.from(job);
          write(
              job.id(),
              new Row(row.state(), row.stop(), row.fence(), row.attempts(), 0, row.lastEvent())
                  .of(job));
          return true;
        })
        .orElse(false);
  }

  /** Every change goes through here. */
  void write(String id, Job job) {
    jobs.put(id, job);
  }

  private Row current(Job given, JobState from) {
    Job stored = find(given.id()).orElseThrow();
    if (stored.state() != from || stored.fence() != given.fence()) {
      throw new IllegalStateException("a job changed while it was locked");
    }
    return Row.from(stored);
  }

  /** What the life cycle changes in a job. */
  private record Row(
      JobState state,
      @Nullable StopRequest stop,
      long fence,
      int attempts,
      int crashes,
      int lastEvent) {

    static Row from(Job job) {
      return new Row(
          job.state(),
          job.stopRequested(),
          job.fence(),
          job.attempts(),
          job.crashes(),
          job.lastEvent());
    }

    Row stop(@Nullable StopRequest request) {
      return new Row(state, request, fence, attempts, crashes, lastEvent);
    }

    Job of(NewJob job) {
      return of(job.id(), job.priority(), job.createdAt());
    }

    Job of(Job job) {
      return of(job.id(), job.priority(), job.createdAt());
    }

    private Job of(String id, int priority, Instant createdAt) {
      return new Job(
          id,
          "a job",
          priority,
          "{}",
          "{}",
          createdAt,
          state,
          stop,
          fence,
          attempts,
          crashes,
          lastEvent,
          null,
          null,
          Duration.ZERO,
          null,
          null,
          null,
          null,
          null,
          0);
    }
  }
}
