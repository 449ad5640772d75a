package org.trainyard.app.job.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The log of what happened to jobs: their moves, their learning curves, what was found. Everything
 * that shows the past of a job reads it from here.
 */
@Repository
public class JobEvents {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  JobEvents(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** The events of a job after a number, in their order. */
  public List<JobEvent> after(String job, int number, int limit) {
    return jdbc.sql(
            """
            select number, type, data from job_event
             where job_id = :job and number > :number order by number limit :limit
            """)
        .param("job", job)
        .param("number", number)
        .param("limit", limit)
        .query((row, _) ->
            new JobEvent(
                job,
                row.getInt("number"),
                EventType.of(row.getString("type")),
                row.getString("data")))
        .list();
  }

  /** Where the logs of some jobs end by now, by their ids; those that do not exist are absent. */
  public Map<String, LogEnd> ends(Collection<String> jobs) {
    Map<String, LogEnd> ends = new HashMap<>();
    jdbc.sql("select id, last_event, state from job where id in (:jobs)")
        .param("jobs", jobs)
        .query(row -> {
          boolean isFinal = JobState.valueOf(row.getString("state")).isEnd();
          ends.put(row.getString("id"), new LogEnd(row.getInt("last_event"), isFinal));
        });
    return ends;
  }

  /** The data of all events of a kind, in their order. */
  public List<String> data(String job, EventType type) {
    return jdbc.sql(
            """
            select data from job_event where job_id = :job and type = :type order by number
            """)
        .param("job", job)
        .param("type", type.word())
        .query((row, _) -> row.getString("data"))
        .list();
  }

  /** The data of all events of a kind, of several jobs, each job's in their order. */
  public List<JobEvent> of(Collection<String> jobs, EventType type) {
    if (jobs.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select job_id, number, data from job_event
             where job_id in (:jobs) and type = :type order by job_id, number
            """)
        .param("jobs", jobs)
        .param("type", type.word())
        .query((row, _) ->
            new JobEvent(
                row.getString("job_id"), row.getInt("number"), type, row.getString("data")))
        .list();
  }

  /** The epochs of a job before one, in their order. */
  public List<EpochEntry> epochsBefore(String job, int epoch) {
    return jdbc.sql(
            """
            select epoch, data, layers from job_event
             where job_id = :job and type = 'epoch' and epoch < :epoch order by number
            """)
        .param("job", job)
        .param("epoch", epoch)
        .query((row, _) ->
            new EpochEntry(row.getInt("epoch"), row.getString("data"), row.getString("layers")))
        .list();
  }

  void add(JobEvent event) {
    jdbc.sql(
            """
            insert into job_event (job_id, number, type, data) values (:job, :number, :type, :data)
            """)
        .param("job", event.job())
        .param("number", event.number())
        .param("type", event.type().word())
        .param("data", event.data())
        .update();
  }

  /** Adds epochs, numbered from {@code first} on. */
  void addEpochs(String job, int first, List<EpochEntry> epochs) {
    List<Object[]> rows = new ArrayList<>();
    for (EpochEntry epoch : epochs) {
      rows.add(
          new Object[] {job, first + rows.size(), epoch.epoch(), epoch.data(), epoch.layers()});
    }
    batches.batchUpdate(
        "insert into job_event (job_id, number, type, epoch, data, layers) values (?, ?, 'epoch', ?, ?, ?)",
        rows);
  }

  /** Forgets the epochs that will be done again. */
  void removeEpochsFrom(String job, int epoch) {
    jdbc.sql("delete from job_event where job_id = :job and epoch >= :epoch")
        .param("job", job)
        .param("epoch", epoch)
        .update();
  }
}
