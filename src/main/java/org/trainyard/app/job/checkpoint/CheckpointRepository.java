package org.trainyard.app.job.checkpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of checkpoints. */
@Repository
class CheckpointRepository {

  private final JdbcClient jdbc;

  CheckpointRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The newest first: that of the newest run, and of its checkpoints the last. */
  List<CheckpointEntry> of(String job) {
    return jdbc.sql(
            """
            select * from job_checkpoint where job_id = :job order by fence desc, number desc
            """)
        .param("job", job)
        .query(CheckpointRepository::entry)
        .list();
  }

  /** Those of all jobs that have not ended. */
  List<CheckpointEntry> needed() {
    return jdbc.sql(
            """
            select job_checkpoint.* from job_checkpoint join job on job.id = job_id
             where state in ('QUEUED', 'RUNNING', 'PAUSED')
            """)
        .query(CheckpointRepository::entry)
        .list();
  }

  void insert(CheckpointEntry entry) {
    jdbc.sql(
            """
            insert into job_checkpoint (job_id, fence, number, epoch, steps)
            values (:job, :fence, :number, :epoch, :steps)
            """)
        .param("job", entry.job())
        .param("fence", entry.fence())
        .param("number", entry.number())
        .param("epoch", entry.epoch())
        .param("steps", entry.steps())
        .update();
  }

  void delete(CheckpointEntry entry) {
    jdbc.sql(
            """
            delete from job_checkpoint
             where job_id = :job and fence = :fence and number = :number
            """)
        .param("job", entry.job())
        .param("fence", entry.fence())
        .param("number", entry.number())
        .update();
  }

  private static CheckpointEntry entry(ResultSet row, int number) throws SQLException {
    return new CheckpointEntry(
        row.getString("job_id"),
        row.getLong("fence"),
        row.getInt("number"),
        row.getInt("epoch"),
        row.getInt("steps"));
  }
}
