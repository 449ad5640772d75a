package org.trainyard.app.job.lifecycle;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much work waits and runs, as far as it was told when the jobs were submitted. */
@Repository
public class QueueFigures {

  private final JdbcClient jdbc;

  QueueFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What stands before a waiting job. */
  public QueuePlace place(Job job) {
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
  public Map<String, QueuePlace> places(Collection<String> ids) {
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
}
