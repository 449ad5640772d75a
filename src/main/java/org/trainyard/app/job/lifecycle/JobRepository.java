package org.trainyard.app.job.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        .query(JobRepository::job)
        .optional();
  }

  /**
   * Jobs in the order of the filter, those after one of them.
   *
   * @param key of that job in the order ({@link JobFilter.Sort#key})
   * @param id of that job; empty: from the start
   */
  public List<Job> list(JobFilter filter, String key, String id, int limit) {
    StringBuilder sql = new StringBuilder("select * from job where 1 = 1");
    Map<String, Object> parameters = new HashMap<>();
    if (!filter.states().isEmpty()) {
      sql.append(" and state in (:states)");
      parameters.put("states", filter.states().stream().map(JobState::name).toList());
    }
    for (int i = 0; i < filter.labels().size(); i++) {
      sql.append(
          " and exists (select 1 from job_label where job_id = job.id and name = :name%1$d and value = :value%1$d)"
              .formatted(i));
      parameters.put("name" + i, filter.labels().get(i).name());
      parameters.put("value" + i, filter.labels().get(i).value());
    }
    if (!id.isEmpty()) {
      sql.append(" and ").append(filter.sort().after());
      parameters.put("key", key);
      parameters.put("id", id);
    }
    sql.append(" order by ").append(filter.sort().order()).append(" limit :limit");
    parameters.put("limit", limit);
    return jdbc.sql(sql.toString()).params(parameters).query(JobRepository::job).list();
  }

  /** The jobs in a state, the oldest first. */
  public List<Job> inState(JobState state) {
    return jdbc.sql("select * from job where state = :state order by id")
        .param("state", state.name())
        .query(JobRepository::job)
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

  /** What stands before a waiting job. */
  public QueuePlace queuePlace(Job job) {
    return jdbc.sql(
            """
            select count(*) as jobs, coalesce(sum(work_seconds), 0) as seconds from job
             where state = 'QUEUED'
               and (priority > :priority or (priority = :priority and id < :id))
            """)
        .param("priority", job.priority())
        .param("id", job.id())
        .query((row, _) -> new QueuePlace(1 + row.getLong("jobs"), row.getDouble("seconds")))
        .single();
  }

  /** What stands before some of the waiting jobs, by their ids; one look at the whole queue. */
  public Map<String, QueuePlace> queuePlaces(Collection<String> ids) {
    Map<String, QueuePlace> places = new HashMap<>();
    if (ids.isEmpty()) {
      return places;
    }
    jdbc.sql(
            """
            select id, position, seconds_before from (
              select id, row_number() over (order by priority desc, id) as position,
                     coalesce(sum(work_seconds) over (order by priority desc, id
                       rows between unbounded preceding and 1 preceding), 0) as seconds_before
                from job where state = 'QUEUED') as waiting
             where id in (:ids)
            """)
        .param("ids", ids)
        .query(row -> {
          places.put(
              row.getString("id"),
              new QueuePlace(row.getLong("position"), row.getDouble("seconds_before")));
        });
    return places;
  }

  /**
   * The work that the running jobs have before them, in seconds of one core.
   *
   * @param pace how many times longer trainings take than was thought when they were submitted
   */
  public double secondsRunning(double pace) {
    return jdbc.sql(
            """
            select coalesce(sum(case when seconds * :pace > elapsed_millis / 1000.0
                                     then threads * (seconds * :pace - elapsed_millis / 1000.0)
                                     else 0 end), 0)
              from job join job_need on job_id = id where state = 'RUNNING'
            """)
        .param("pace", pace)
        .query(Double.class)
        .single();
  }

  /** How long a job was thought to take; empty if nobody knew. */
  public Optional<Double> expectedSeconds(String id) {
    return jdbc.sql("select seconds from job_need where job_id = :id and seconds > 0")
        .param("id", id)
        .query(Double.class)
        .optional();
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
        .query(JobRepository::job)
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

  private static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getString("id"),
        row.getString("name"),
        row.getInt("priority"),
        row.getString("specification"),
        row.getString("resolved"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        JobState.valueOf(row.getString("state")),
        constant(StopRequest.class, row.getString("stop_requested")),
        row.getLong("fence"),
        row.getInt("attempts"),
        row.getInt("crashes"),
        row.getInt("last_event"),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        Duration.ofMillis(row.getLong("elapsed_millis")),
        row.getString("latest"),
        row.getString("best"),
        constant(StopReason.class, row.getString("stop_reason")),
        row.getString("failure"),
        row.getString("model_name"),
        row.getInt("model_version"));
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    return name == null ? null : Enum.valueOf(type, name);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
