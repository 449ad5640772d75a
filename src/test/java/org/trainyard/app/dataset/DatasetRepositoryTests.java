package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;
import tools.jackson.databind.json.JsonMapper;

@ParameterizedClass
@EnumSource(Database.class)
class DatasetRepositoryTests {

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private HikariDataSource source;
  private DatasetRepository repository;

  @BeforeEach
  void open() {
    source = TestDatabase.create(kind, folder).migrated();
    repository = new DatasetRepository(JdbcClient.create(source), JsonMapper.shared());
  }

  @AfterEach
  void close() {
    if (source != null) { // the database does not run here
      source.close();
    }
  }

  @Test
  void givesBackWhatWasStored() {
    Dataset dataset = dataset("ds_1", "sha1");
    repository.insert(dataset);
    assertThat(repository.find("ds_1")).contains(dataset);
    assertThat(repository.find("ds_2")).isEmpty();
  }

  @Test
  void listsTheNewestFirstInPages() {
    List.of("ds_1", "ds_3", "ds_2").forEach(id -> repository.insert(dataset(id, "sha")));
    assertThat(repository.before("", 2)).extracting(Dataset::id).containsExactly("ds_3", "ds_2");
    assertThat(repository.before("ds_2", 2)).extracting(Dataset::id).containsExactly("ds_1");
  }

  @Test
  void knowsWhetherAFileIsStillNeeded() {
    repository.insert(dataset("ds_1", "same"));
    repository.insert(dataset("ds_2", "same"));
    repository.delete("ds_1");
    assertThat(repository.isReferenced("same")).isTrue();
    repository.delete("ds_2");
    assertThat(repository.isReferenced("same")).isFalse();
  }

  private static Dataset dataset(String id, String sha256) {
    return new Dataset(
        id,
        "Ein Datensatz mit ümlauten und 'Anführung'",
        DatasetFormat.CSV,
        Instant.ofEpochMilli(1_800_000_000_123L),
        5_000_000_000L,
        sha256,
        3_000_000_000L,
        List.of(
            new Column.Numeric(
                "a",
                List.of(28, 28),
                Storage.UINT8,
                1,
                2,
                0.03,
                -0.5,
                1e30,
                0.1,
                3,
                new Column.Quantiles(-0.5, 0, 1, 2, 1e29, 0.01)),
            new Column.Ignored(
                "c", Column.Ignored.Reason.FREE_TEXT, new Column.Counts(3, 1000, 0.07)),
            new Column.Categorical("b", 0, List.of(new Column.Category("ja", 7)))),
        List.of(new Dataset.Warning("constant", "a is constant", "a")));
  }
}
