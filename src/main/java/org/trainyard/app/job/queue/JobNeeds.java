package org.trainyard.app.job.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the jobs in the queue need. */
@Repository
public class JobNeeds {

  private final JdbcClient jdbc;

  JobNeeds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A job that waits, with what it needs. */
  record Waiting(String job, Needs needs) {}

  /** Notes what a job needs, in the transaction that adds it. */
  public void add(String job, Needs needs) {
    jdbc.sql(
            """
            insert into job_need (job_id, memory_bytes, threads, seconds)
            values (:job, :memory, :threads, :seconds)
            """)
        .param("job", job)
        .param("memory", needs.memoryBytes())
        .param("threads", needs.threads())
        .param("seconds", needs.seconds())
        .update();
  }

  Needs of(String job) {
    return jdbc.sql("select memory_bytes, threads, seconds from job_need where job_id = :job")
        .param("job", job)
        .query(JobNeeds::needs)
        .optional()
        .orElse(Needs.UNKNOWN);
  }

  /** The job that is next if everything fits. */
  Optional<Waiting> first() {
    return jdbc.sql(
            """
            select task_instance, coalesce(memory_bytes, 0) as memory_bytes,
                   coalesce(threads, 1) as threads, coalesce(seconds, 0) as seconds
              from scheduled_tasks left join job_need on job_id = task_instance
             where picked = :picked
             order by priority desc, execution_time, task_instance limit 1
            """)
        .param("picked", false)
        .query((row, number) -> new Waiting(row.getString("task_instance"), needs(row, number)))
        .optional();
  }

  private static Needs needs(ResultSet row, int number) throws SQLException {
    return new Needs(row.getLong("memory_bytes"), row.getInt("threads"), row.getDouble("seconds"));
  }
}
