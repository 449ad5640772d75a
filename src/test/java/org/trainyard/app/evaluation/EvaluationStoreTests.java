package org.trainyard.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.model.ModelVersion;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.json.JsonMapper;

/** Stored evaluations on both databases. */
class EvaluationStoreTests {

  private static final ModelVersion VERSION =
      new ModelVersion("iris", 1, Instant.EPOCH, "job_1", "f", "w", 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void keepsEvaluationsAsLongAsTheirVersions(Database kind) {
    try (HikariDataSource source = TestDatabase.create(kind, folder).migrated()) {
      JdbcClient jdbc = JdbcClient.create(source);
      EvaluationStore store = new EvaluationStore(jdbc, JsonMapper.shared());
      jdbc.sql("insert into model_version values ('iris', 1, 0, 'job_1', 'f', 'w', 1)").update();
      HeldOutEvaluation held =
          new HeldOutEvaluation(
              HeldOutEvaluation.Part.TEST, "ds_1", "0".repeat(64), classification());

      assertThat(store.find(VERSION)).isEmpty();
      store.add(VERSION, held);
      assertThat(store.find(VERSION)).contains(held);
      jdbc.sql("delete from model_version").update();
      assertThat(store.find(VERSION)).isEmpty();
    }
  }

  private static ClassificationEvaluation classification() {
    ClassificationTally tally = new ClassificationTally(List.of("a", "b"), RowSample.of(2, 2, 1));
    tally.add(new float[] {0.75f, 0.25f}, 0.3, 0);
    tally.add(new float[] {0.75f, 0.25f}, 1.4, 0); // so that b is undefined
    return tally.result();
  }
}
