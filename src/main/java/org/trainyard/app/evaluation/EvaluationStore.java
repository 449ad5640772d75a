package org.trainyard.app.evaluation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.trainyard.app.model.ModelVersion;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The evaluations that were made at the end of trainings; each goes with its version. */
@Repository
public class EvaluationStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  EvaluationStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Stores the evaluation of a version that is registered in the same transaction. */
  public void add(ModelVersion version, HeldOutEvaluation held) {
    jdbc.sql(
            """
            insert into model_evaluation (name, version, split, dataset_id, dataset_sha256, task, evaluation)
            values (:name, :version, :split, :dataset, :sha256, :task, :evaluation)
            """)
        .param("name", version.name())
        .param("version", version.version())
        .param("split", held.split().name())
        .param("dataset", held.dataset())
        .param("sha256", held.datasetSha256())
        .param("task", Task.of(held.evaluation()).name())
        .param("evaluation", json.writeValueAsString(held.evaluation()))
        .update();
  }

  Optional<HeldOutEvaluation> find(ModelVersion version) {
    return jdbc.sql("select * from model_evaluation where name = :name and version = :version")
        .param("name", version.name())
        .param("version", version.version())
        .query(this::evaluation)
        .optional();
  }

  private HeldOutEvaluation evaluation(ResultSet row, int number) throws SQLException {
    try {
      return new HeldOutEvaluation(
          HeldOutEvaluation.Part.valueOf(row.getString("split")),
          row.getString("dataset_id"),
          row.getString("dataset_sha256"),
          json.readValue(
              row.getString("evaluation"), Task.valueOf(row.getString("task")).evaluation()));
    } catch (JacksonException e) {
      throw new IllegalStateException("a stored evaluation cannot be read", e);
    }
  }
}
