package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
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

@ParameterizedClass
@EnumSource(Database.class)
class ModelRepositoryTests {

  @Parameter Database kind = Database.SQLITE;

  @TempDir private Path folder;

  private HikariDataSource source;
  private ModelRepository repository;

  @BeforeEach
  void open() {
    source = TestDatabase.create(kind, folder).migrated();
    repository = new ModelRepository(JdbcClient.create(source));
  }

  @AfterEach
  void close() {
    if (source != null) { // the database does not run here
      source.close();
    }
  }

  @Test
  void countsVersionsByNameAndNeverGivesOneTwice() {
    assertThat(repository.nextVersion("a")).isEqualTo(1);
    assertThat(repository.nextVersion("b")).isEqualTo(1);
    assertThat(repository.nextVersion("a")).isEqualTo(2);
    repository.insert(version("a", 2));
    assertThat(repository.delete("a", 2)).isTrue();
    assertThat(repository.delete("a", 2)).isFalse();
    assertThat(repository.nextVersion("a")).isEqualTo(3);
  }

  @Test
  void findsVersions() {
    repository.insert(version("a", 1));
    repository.insert(version("a", 2));
    assertThat(repository.find("a", 1)).contains(version("a", 1));
    assertThat(repository.find("a", 3)).isEmpty();
    assertThat(repository.versions("a")).containsExactly(version("a", 2), version("a", 1));
  }

  @Test
  void listsTheNewestVersionOfEachName() {
    repository.insert(version("b", 1));
    repository.insert(version("a", 1));
    repository.insert(version("a", 2));
    assertThat(repository.newest("", 5)).containsExactly(version("a", 2), version("b", 1));
    assertThat(repository.newest("a", 5)).containsExactly(version("b", 1));
  }

  @Test
  void knowsWhetherAFileIsStillNeeded() {
    repository.insert(version("a", 1));
    assertThat(repository.isReferenced("file")).isTrue();
    repository.delete("a", 1);
    assertThat(repository.isReferenced("file")).isFalse();
  }

  private static ModelVersion version(String name, int version) {
    return new ModelVersion(
        name,
        version,
        Instant.ofEpochMilli(1_800_000_000_123L),
        "job",
        "file",
        "weights",
        5_000_000_000L);
  }
}
