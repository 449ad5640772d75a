package org.trainyard.app.job.reproduction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trainyard.app.model.ModelVersion;

/** The SQL of reproductions, for SQLite and PostgreSQL alike. */
@Repository
public class ReproductionStore {

  private static final String ALL =
      "select job_id, model_name, model_version, weights_sha256, found_sha256 from job_reproduction";

  private final JdbcClient jdbc;

  ReproductionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes what a job trains again, in the transaction that adds the job. */
  public void add(String job, ModelVersion version) {
    jdbc.sql(
            """
            insert into job_reproduction (job_id, model_name, model_version, weights_sha256)
            values (:job, :name, :version, :weights)
            """)
        .param("job", job)
        .param("name", version.name())
        .param("version", version.version())
        .param("weights", version.weightsSha256())
        .update();
  }

  /** Notes what a job got, in the transaction that ends it. */
  public void found(String job, String weightsSha256) {
    jdbc.sql("update job_reproduction set found_sha256 = :weights where job_id = :job")
        .param("job", job)
        .param("weights", weightsSha256)
        .update();
  }

  /** What a job trains again; empty for a usual job. */
  public Optional<Reproduction> find(String job) {
    return jdbc.sql(ALL + " where job_id = :job")
        .param("job", job)
        .query(ReproductionStore::reproduction)
        .optional();
  }

  /** The same of many jobs, by their ids; usual jobs are not among them. */
  public Map<String, Reproduction> of(List<String> jobs) {
    Map<String, Reproduction> found = new HashMap<>();
    if (!jobs.isEmpty()) {
      jdbc.sql(ALL + " where job_id in (:jobs)")
          .param("jobs", jobs)
          .query(row -> {
            found.put(row.getString("job_id"), reproduction(row, 0));
          });
    }
    return found;
  }

  private static Reproduction reproduction(ResultSet row, int number) throws SQLException {
    return new Reproduction(
        row.getString("model_name"),
        row.getInt("model_version"),
        row.getString("weights_sha256"),
        row.getString("found_sha256"));
  }
}
