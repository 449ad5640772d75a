package org.trainyard.app.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL of jobs, for SQLite and PostgreSQL alike. Every change of state is conditional: on the
 * state it comes from and, for a run, on its fence.
 */
@Repository
class JobRepository {

  private final JdbcClient jdbc;

  JobRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Job job, Collection<String> datasets) {
    jdbc.sql(
            """
            insert into job (id, name, state, priority, specification, resolved, labels,
                             created_at, fence, attempts)
            values (:id, :name, 'QUEUED', :priority, :specification, :resolved, '{}', :at, 0, 0)
            """)
        .param("id", job.id())
        .param("name", job.name())
        .param("priority", job.priority())
        .param("specification", job.specification())
        .param("resolved", job.resolved())
        .param("at", job.createdAt().toEpochMilli())
        .update();
    for (String dataset : datasets) {
      jdbc.sql("insert into job_dataset (job_id, dataset_id) values (:id, :dataset)")
          .param("id", job.id())
          .param("dataset", dataset)
          .update();
    }
    recordMove(job.id(), null, JobState.QUEUED, job.createdAt(), "submitted");
  }

  Optional<Job> find(String id) {
    return jdbc.sql("select * from job where id = :id")
        .param("id", id)
        .query(JobRepository::job)
        .optional();
  }

  /** The newest first, those before an id; an empty id or state does not restrict. */
  List<Job> before(String id, String state, int limit) {
    return jdbc.sql(
            """
            select * from job
             where (:id = '' or id < :id) and (:state = '' or state = :state)
             order by id desc limit :limit
            """)
        .param("id", id)
        .param("state", state)
        .param("limit", limit)
        .query(JobRepository::job)
        .list();
  }

  /** Begins a run: empty if the job is not waiting. */
  OptionalLong claim(String id, Instant now) {
    Optional<Long> fence =
        jdbc.sql(
                """
                update job set state = 'RUNNING', fence = fence + 1, attempts = attempts + 1,
                               started_at = :now
                 where id = :id and state = 'QUEUED'
                returning fence
                """)
            .param("id", id)
            .param("now", now.toEpochMilli())
            .query(Long.class)
            .optional();
    fence.ifPresent(_ -> {
      recordMove(id, JobState.QUEUED, JobState.RUNNING, now, "a worker took it");
      jdbc.sql("delete from job_epoch where job_id = :id").param("id", id).update();
    });
    return fence.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** How a run ended. */
  record Ending(
      JobState state,
      String reason,
      @Nullable String stopReason,
      @Nullable String failure,
      @Nullable String modelName,
      @Nullable Integer modelVersion) {}

  /** Ends a run; false if the run is no longer the job's. */
  boolean end(String id, long fence, Ending ending, Instant now) {
    boolean ended =
        jdbc.sql(
                    """
                    update job set state = :state, ended_at = :now, stop_requested = null,
                                   stop_reason = :stopReason, failure = :failure,
                                   model_name = :modelName, model_version = :modelVersion
                     where id = :id and fence = :fence and state = 'RUNNING'
                    """)
                .param("state", ending.state().name())
                .param("now", now.toEpochMilli())
                .param("stopReason", ending.stopReason())
                .param("failure", ending.failure())
                .param("modelName", ending.modelName())
                .param("modelVersion", ending.modelVersion())
                .param("id", id)
                .param("fence", fence)
                .update()
            == 1;
    if (ended) {
      recordMove(id, JobState.RUNNING, ending.state(), now, ending.reason());
    }
    return ended;
  }

  /** Cancels a job that has not begun; false if it has. */
  boolean cancelWaiting(String id, Instant now) {
    Optional<Job> before = find(id);
    boolean cancelled =
        jdbc.sql(
                    """
                    update job set state = 'CANCELLED', ended_at = :now, stop_reason = 'CANCELLED'
                     where id = :id and state in ('QUEUED', 'PAUSED')
                    """)
                .param("id", id)
                .param("now", now.toEpochMilli())
                .update()
            == 1;
    if (cancelled) {
      recordMove(
          id, before.orElseThrow().state(), JobState.CANCELLED, now, "cancelled by a client");
    }
    return cancelled;
  }

  /** Notes that a running job shall stop; false if it is not running. */
  boolean requestCancel(String id) {
    return jdbc.sql("update job set stop_requested = 'cancel' where id = :id and state = 'RUNNING'")
            .param("id", id)
            .update()
        == 1;
  }

  /** The jobs in a state, the oldest first. */
  List<Job> inState(JobState state) {
    return jdbc.sql("select * from job where state = :state order by id")
        .param("state", state.name())
        .query(JobRepository::job)
        .list();
  }

  /**
   * Takes a job from its run: it waits again, or is cancelled if that was asked for meanwhile.
   * False if the run does not have it.
   */
  boolean requeue(String id, long fence, String reason, Instant now) {
    return cancelRunning(id, fence, now) || queueRunning(id, fence, reason, now);
  }

  private boolean cancelRunning(String id, long fence, Instant now) {
    boolean cancelled =
        jdbc.sql(
                    """
                    update job set state = 'CANCELLED', ended_at = :now, stop_reason = 'CANCELLED',
                                   stop_requested = null
                     where id = :id and fence = :fence and state = 'RUNNING'
                       and stop_requested = 'cancel'
                    """)
                .param("now", now.toEpochMilli())
                .param("id", id)
                .param("fence", fence)
                .update()
            == 1;
    if (cancelled) {
      recordMove(id, JobState.RUNNING, JobState.CANCELLED, now, "cancelled by a client");
    }
    return cancelled;
  }

  private boolean queueRunning(String id, long fence, String reason, Instant now) {
    boolean queued =
        jdbc.sql(
                    """
                    update job set state = 'QUEUED', stop_requested = null
                     where id = :id and fence = :fence and state = 'RUNNING'
                    """)
                .param("id", id)
                .param("fence", fence)
                .update()
            == 1;
    if (queued) {
      recordMove(id, JobState.RUNNING, JobState.QUEUED, now, reason);
    }
    return queued;
  }

  /** How a run stands. */
  RunGuard.Standing standing(String id, long fence) {
    return jdbc.sql(
            """
            select case when stop_requested is null then 'OURS' else 'STOP_REQUESTED' end
              from job where id = :id and fence = :fence and state = 'RUNNING'
            """)
        .param("id", id)
        .param("fence", fence)
        .query(String.class)
        .optional()
        .map(RunGuard.Standing::valueOf)
        .orElse(RunGuard.Standing.LOST);
  }

  /** Adds an epoch to the learning curve, if the run still owns the job. */
  void addEpoch(String id, long fence, int epoch, String metrics) {
    jdbc.sql(
            """
            insert into job_epoch (job_id, epoch, metrics)
            select id, :epoch, :metrics from job
            where id = :id and fence = :fence and state = 'RUNNING'
            on conflict (job_id, epoch) do update set metrics = excluded.metrics
            """)
        .param("id", id)
        .param("fence", fence)
        .param("epoch", epoch)
        .param("metrics", metrics)
        .update();
  }

  /** The epochs so far, as JSON objects. */
  List<String> epochs(String id) {
    return jdbc.sql("select metrics from job_epoch where job_id = :id order by epoch")
        .param("id", id)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** A move between two states. */
  record Transition(Instant at, @Nullable String from, String to, String reason) {}

  List<Transition> transitions(String id) {
    return jdbc.sql("select * from job_transition where job_id = :id order by number")
        .param("id", id)
        .query((row, _) ->
            new Transition(
                Instant.ofEpochMilli(row.getLong("moved_at")),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("reason")))
        .list();
  }

  /** How many jobs stand before a waiting one, plus one. */
  long queuePosition(Job job) {
    return 1
        + jdbc.sql(
                """
                select count(*) from job where state = 'QUEUED'
                   and (priority > :priority or (priority = :priority and id < :id))
                """)
            .param("priority", job.priority())
            .param("id", job.id())
            .query(Long.class)
            .single();
  }

  List<String> unfinishedUsing(String dataset) {
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

  long count(JobState state) {
    return jdbc.sql("select count(*) from job where state = :state")
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  void delete(String id) {
    for (String table : List.of("job_epoch", "job_transition", "job_dataset")) {
      jdbc.sql("delete from " + table + " where job_id = :id").param("id", id).update();
    }
    jdbc.sql("delete from job where id = :id").param("id", id).update();
  }

  private void recordMove(
      String id, @Nullable JobState from, JobState to, Instant at, String reason) {
    if (from != null && !from.canBecome(to)) {
      throw new IllegalStateException("a job cannot move from %s to %s".formatted(from, to));
    }
    jdbc.sql(
            """
            insert into job_transition (job_id, number, moved_at, from_state, to_state, reason)
            select :id, count(*) + 1, :at, :from, :to, :reason
              from job_transition where job_id = :id
            """)
        .param("id", id)
        .param("at", at.toEpochMilli())
        .param("from", from == null ? null : from.name())
        .param("to", to.name())
        .param("reason", reason)
        .update();
  }

  private static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getString("id"),
        row.getString("name"),
        JobState.valueOf(row.getString("state")),
        row.getInt("priority"),
        row.getString("specification"),
        row.getString("resolved"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getLong("fence"),
        row.getInt("attempts"),
        row.getString("stop_requested"),
        row.getString("stop_reason"),
        row.getString("failure"),
        row.getString("model_name"),
        row.getInt("model_version"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
