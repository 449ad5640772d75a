package org.trainyard.app.job;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trainyard.app.job.specification.InitialWeights;
import org.trainyard.app.model.ModelRegistry;
import org.trainyard.app.model.ModelUse;
import org.trainyard.app.model.ModelVersion;

/** Keeps the models that jobs start from, on SQLite and PostgreSQL alike. */
@Repository
class InitialModels implements ModelUse {

  private final JdbcClient jdbc;
  private final ModelRegistry models;

  InitialModels(JdbcClient jdbc, ModelRegistry models) {
    this.jdbc = jdbc;
    this.models = models;
  }

  /**
   * Notes what a job starts from, in the transaction that adds the job.
   *
   * @param weights with a version
   * @throws org.trainyard.app.web.ProblemException {@code not-found} if it was deleted meanwhile
   */
  void add(String job, InitialWeights weights) {
    int version = Math.toIntExact(Objects.requireNonNull(weights.version()));
    models.hold(weights.model(), version);
    jdbc.sql(
            """
            insert into job_initial_model (job_id, model_name, model_version)
            values (:job, :name, :version)
            """)
        .param("job", job)
        .param("name", weights.model())
        .param("version", version)
        .update();
  }

  @Override
  public List<String> jobsUsing(ModelVersion version) {
    return jdbc.sql(
            """
            select job.id from job join job_initial_model on job_initial_model.job_id = job.id
             where job_initial_model.model_name = :name
               and job_initial_model.model_version = :version
               and state in ('QUEUED', 'RUNNING', 'PAUSED')
             order by job.id
            """)
        .param("name", version.name())
        .param("version", version.version())
        .query((row, _) -> row.getString(1))
        .list();
  }
}
