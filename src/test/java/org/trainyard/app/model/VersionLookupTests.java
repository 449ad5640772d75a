package org.trainyard.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.trainyard.app.TestDatabase;
import org.trainyard.app.storage.Database;

class VersionLookupTests {

  @TempDir private Path folder;

  private HikariDataSource source;
  private ModelRepository repository;
  private TransactionTemplate transactions;

  @BeforeEach
  void open() {
    source = TestDatabase.create(Database.SQLITE, folder).migrated();
    repository = new ModelRepository(JdbcClient.create(source));
    transactions = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void remembersWhatNobodyElseCanChange() {
    VersionLookup lookup = new VersionLookup(repository, Database.SQLITE);
    repository.insert(version(1));
    assertThat(lookup.newest("a")).contains(version(1));

    repository.insert(version(2)); // behind its back

    assertThat(lookup.newest("a")).contains(version(1));
    assertThat(lookup.find("a", 2)).contains(version(2));
  }

  @Test
  void neverTakesTheNewestForAVersionOfThatNumber() {
    VersionLookup lookup = new VersionLookup(repository, Database.SQLITE);
    repository.insert(version(1));
    assertThat(lookup.newest("a")).contains(version(1));

    assertThat(lookup.find("a", 0)).isEmpty();
    assertThat(lookup.find("a", -1)).isEmpty();
  }

  @Test
  void asksEachTimeWhereReplicasShareTheDatabase() {
    VersionLookup lookup = new VersionLookup(repository, Database.POSTGRESQL);
    repository.insert(version(1));
    assertThat(lookup.newest("a")).contains(version(1));

    repository.insert(version(2));

    assertThat(lookup.newest("a")).contains(version(2));
  }

  @Test
  void remembersNothingThatIsNotThere() {
    VersionLookup lookup = new VersionLookup(repository, Database.SQLITE);
    assertThat(lookup.newest("a")).isEmpty();
    assertThat(lookup.find("a", 1)).isEmpty();

    repository.insert(version(1));

    assertThat(lookup.newest("a")).contains(version(1));
    assertThat(lookup.find("a", 1)).contains(version(1));
  }

  @Test
  void seesVersionsFromTheEndOfTheirTransaction() {
    VersionLookup lookup = new VersionLookup(repository, Database.SQLITE);
    repository.insert(version(1));
    assertThat(lookup.newest("a")).contains(version(1));

    transactions.executeWithoutResult(_ -> {
      lookup.comesWithTransaction("a");
      repository.insert(version(2));
      assertThat(lookup.newest("a")).contains(version(2)); // the transaction's own view
    });

    assertThat(lookup.newest("a")).contains(version(2));
  }

  @Test
  void keepsVersionsOfATransactionThatIsRolledBackToItself() {
    VersionLookup lookup = new VersionLookup(repository, Database.SQLITE);
    repository.insert(version(1));

    transactions.executeWithoutResult(status -> {
      lookup.comesWithTransaction("a");
      repository.insert(version(2));
      assertThat(lookup.newest("a")).contains(version(2));
      status.setRollbackOnly();
    });

    assertThat(lookup.newest("a")).contains(version(1));
    assertThat(lookup.find("a", 2)).isEmpty();
  }

  @Test
  void forgetsWhatWasDeleted() {
    VersionLookup lookup = new VersionLookup(repository, Database.SQLITE);
    repository.insert(version(1));
    repository.insert(version(2));
    assertThat(lookup.newest("a")).contains(version(2));
    assertThat(lookup.find("a", 2)).contains(version(2));

    assertThat(lookup.goes(version(2), () -> repository.delete("a", 2))).isTrue();
    assertThat(lookup.goes(version(2), () -> repository.delete("a", 2))).isFalse();

    assertThat(lookup.newest("a")).contains(version(1));
    assertThat(lookup.find("a", 2)).isEmpty();
  }

  /** A question whose answer is on its way when the version goes must not be remembered. */
  @Test
  void remembersNoAnswerFromBeforeAChange() {
    VersionLookup[] lookup = new VersionLookup[1];
    ModelRepository slow =
        new ModelRepository(JdbcClient.create(source)) {
          @Override
          Optional<ModelVersion> newest(String name) {
            Optional<ModelVersion> answer = super.newest(name);
            answer
                .filter(version -> version.version() == 2)
                .ifPresent(version ->
                    lookup[0].goes(version, () -> delete(version.name(), version.version())));
            return answer;
          }
        };
    lookup[0] = new VersionLookup(slow, Database.SQLITE);
    repository.insert(version(1));
    repository.insert(version(2));

    assertThat(lookup[0].newest("a")).contains(version(2)); // asked before it went
    assertThat(lookup[0].newest("a")).contains(version(1));
  }

  private static ModelVersion version(int number) {
    return new ModelVersion("a", number, Instant.EPOCH, "job_1", "f" + number, "w", 10);
  }
}
