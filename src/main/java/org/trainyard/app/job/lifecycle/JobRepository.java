package org.trainyard.app.job.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trainyard.app.model.ModelReference;

/**
 * The SQL of jobs, for SQLite and PostgreSQL alike. Who writes has locked the row first, and every
 * change is conditional all the same: on the state it comes from and on the fence.
 */
@Repository
public class JobRepository {

  private final JdbcClient jdbc;

  JobRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Job> find(String id) {
    return jdbc.sql("select * from job where id = :id")
        .param("id", id)
        .query(JobRow::job)
        .optional();
  }

  /**
   * Jobs in the order of the filter, those after one of them.
   *
   * @param key of that job in the order ({@link JobFilter.Sort#key})
   * @param id of that job; empty: from the start
   */
  public List<Job> list(JobFilter filter, String key, String id, int limit) {
    JobListQuery query = JobListQuery.of(filter, key, id, limit);
    return jdbc.sql(query.sql()).params(query.parameters()).query(JobRow::job).list();
  }

  /** The jobs in a state, the oldest first. */
  public List<Job> inState(JobState state) {
    return jdbc.sql("select * from job where state = :state order by id")
        .param("state", state.name())
        .query(JobRow::job)
        .list();
  }

  /** How a run stands. */
  public RunStanding standing(RunId run) {
    return jdbc.sql(
            """
            select case when stop_requested is null then 'OURS' else 'STOP_REQUESTED' end
              from job where id = :id and fence = :fence and state = 'RUNNING'
            """)
        .param("id", run.job())
        .param("fence", run.fence())
        .query(String.class)
        .optional()
        .map(RunStanding::valueOf)
        .orElse(RunStanding.LOST);
  }

  public List<String> unfinishedUsing(String dataset) {
    return jdbc.sql(
            """
            select job.id from job join job_dataset on job_dataset.job_id = job.id
             where dataset_id = :dataset and state in ('QUEUED', 'RUNNING', 'PAUSED')
             order by job.id
            """)
        .param("dataset", dataset)
        .query((row, _) -> row.getString(1))
        .list();
  }

  public long count(JobState state) {
    return jdbc.sql("select count(*) from job where state = :state")
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  /** How many jobs are in a state; counting ends at a limit. */
  public long count(JobState state, int limit) {
    return jdbc.sql(
            """
            select count(*) from (select 1 from job where state = :state limit :limit) as counted
            """)
        .param("state", state.name())
        .param("limit", limit)
        .query(Long.class)
        .single();
  }

  /** The job as it is, and no one else can change it before this transaction ends. */
  Optional<Job> lock(String id) {
    return jdbc.sql("update job set fence = fence where id = :id returning *")
        .param("id", id)
        .query(JobRow::job)
        .optional();
  }

  void insert(NewJob job) {
    jdbc.sql(
            """
            insert into job (id, name, priority, specification, resolved, created_at, state,
                             fence, attempts, crashes, last_event, elapsed_millis, work_seconds)
            values (:id, :name, :priority, :specification, :resolved, :at, 'QUEUED',
                    0, 0, 0, :lastEvent, 0, :work)
            """)
        .param("id", job.id())
        .param("name", job.name())
        .param("priority", job.priority())
        .param("specification", job.specification())
        .param("resolved", job.resolved())
        .param("at", job.createdAt().toEpochMilli())
        .param("lastEvent", JobLifecycle.FIRST_EVENT)
        .param("work", job.workSeconds())
        .update();
    for (String dataset : job.datasets()) {
      jdbc.sql("insert into job_dataset (job_id, dataset_id) values (:id, :dataset)")
          .param("id", job.id())
          .param("dataset", dataset)
          .update();
    }
    job.labels()
        .forEach((name, value) ->
            jdbc.sql("insert into job_label (job_id, name, value) values (:id, :name, :value)")
                .param("id", job.id())
                .param("name", name)
                .param("value", value)
                .update());
  }

  /** Notes what a running job was asked for, or that it is no longer. */
  void setStop(Job job, @Nullable StopRequest stop) {
    requireOne(
        jdbc.sql(
                """
                update job set stop_requested = :stop
                 where id = :id and fence = :fence and state = 'RUNNING'
                """)
            .param("stop", stop == null ? null : stop.name())
            .param("id", job.id())
            .param("fence", job.fence())
            .update());
  }

  /** Moves a job to a state in which it neither runs nor has ended. */
  void wait(Job job, JobState to, int crashes, int lastEvent) {
    requireOne(
        jdbc.sql(
                """
                update job set state = :to, stop_requested = null, crashes = :crashes,
                               last_event = :lastEvent
                 where id = :id and fence = :fence and state = :from
                """)
            .param("to", to.name())
            .param("crashes", crashes)
            .param("lastEvent", lastEvent)
            .param("id", job.id())
            .param("fence", job.fence())
            .param("from", job.state().name())
            .update());
  }

  /** Begins a run: with a new fence, at a point of the training that earlier runs reached. */
  void begin(Job job, StartPoint from, Instant now, int lastEvent) {
    requireOne(
        jdbc.sql(
                """
                update job set state = 'RUNNING', fence = fence + 1, attempts = attempts + 1,
                               started_at = coalesce(started_at, :now), last_event = :lastEvent,
                               latest = :latest, best = :best, elapsed_millis = :elapsed
                 where id = :id and fence = :fence and state = :from
                """)
            .param("now", now.toEpochMilli())
            .param("lastEvent", lastEvent)
            .param("latest", from.latest())
            .param("best", from.best())
            .param("elapsed", from.elapsed().toMillis())
            .param("id", job.id())
            .param("fence", job.fence())
            .param("from", job.state().name())
            .update());
  }

  void end(Job job, JobState to, Ending ending, Instant now, int lastEvent) {
    requireOne(
        jdbc.sql(
                """
                update job set state = :to, stop_requested = null, ended_at = :now,
                               last_event = :lastEvent, stop_reason = :stopReason,
                               failure = :failure, model_name = :modelName,
                               model_version = :modelVersion
                 where id = :id and fence = :fence and state = :from
                """)
            .param("to", to.name())
            .param("now", now.toEpochMilli())
            .param("lastEvent", lastEvent)
            .param("stopReason", ending.stopReason() == null ? null : ending.stopReason().name())
            .param("failure", ending.failure())
            .param("modelName", ending.model().map(ModelReference::name).orElse(null))
            .param("modelVersion", ending.model().map(ModelReference::version).orElse(null))
            .param("id", job.id())
            .param("fence", job.fence())
            .param("from", job.state().name())
            .update());
    jdbc.sql("delete from job_checkpoint where job_id = :id").param("id", job.id()).update();
  }

  /** The number of the job's next event. */
  int nextEvent(String id) {
    return jdbc.sql(
            "update job set last_event = last_event + 1 where id = :id returning last_event")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** Notes how far a run is; empty if the job is not the run's, else the last event it had. */
  Optional<Integer> advance(RunId run, int events, String latest, String best, Duration elapsed) {
    return jdbc.sql(
            """
            update job set last_event = last_event + :events, latest = :latest, best = :best,
                           elapsed_millis = :elapsed
             where id = :id and fence = :fence and state = 'RUNNING'
            returning last_event
            """)
        .param("events", events)
        .param("latest", latest)
        .param("best", best)
        .param("elapsed", elapsed.toMillis())
        .param("id", run.job())
        .param("fence", run.fence())
        .query(Integer.class)
        .optional()
        .map(last -> last - events);
  }

  /** Notes that a run got further than any before it; false if the job is not the run's. */
  boolean survive(RunId run, Duration elapsed) {
    return jdbc.sql(
                """
                update job set crashes = 0, elapsed_millis = :elapsed
                 where id = :id and fence = :fence and state = 'RUNNING'
                """)
            .param("elapsed", elapsed.toMillis())
            .param("id", run.job())
            .param("fence", run.fence())
            .update()
        == 1;
  }

  /** Deletes a job with all that belongs to it, in the caller's transaction. */
  public void delete(String id) {
    for (String table : List.of("job_event", "job_checkpoint", "job_dataset", "job_label")) {
      jdbc.sql("delete from " + table + " where job_id = :id").param("id", id).update();
    }
    jdbc.sql("delete from job where id = :id").param("id", id).update();
  }

  private static void requireOne(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a job changed while it was locked");
    }
  }
}
