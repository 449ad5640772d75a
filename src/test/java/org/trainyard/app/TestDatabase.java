package org.trainyard.app;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.trainyard.app.storage.Database;

/** An empty database for a test, of either kind. */
public record TestDatabase(Database kind, String url) {

  /** One server for all tests of this process; it ends with the process. */
  private static final class Server {

    private static final Optional<EmbeddedPostgres> RUNNING = start();

    private static Optional<EmbeddedPostgres> start() {
      try {
        return Optional.of(EmbeddedPostgres.start());
      } catch (IOException | RuntimeException _) {
        return Optional.empty(); // no binaries for this machine
      }
    }
  }

  /**
   * A new database, which waits for no disk: no test takes the power away. The test ends as skipped
   * where PostgreSQL cannot run.
   *
   * @param folder where SQLite's file lies
   */
  public static TestDatabase create(Database kind, Path folder) {
    return switch (kind) {
      case SQLITE ->
          new TestDatabase(
              kind,
              "jdbc:sqlite:"
                  + folder.resolve("metadata.db")
                  + "?journal_mode=WAL&synchronous=OFF&busy_timeout=5000&transaction_mode=IMMEDIATE&foreign_keys=true");
      case POSTGRESQL -> new TestDatabase(kind, postgres());
    };
  }

  private static String postgres() {
    @Nullable EmbeddedPostgres server = Server.RUNNING.orElse(null);
    Assumptions.assumeTrue(server != null, "PostgreSQL's binaries do not run on this machine");
    if (server == null) {
      throw new IllegalStateException("the assumption did not end the test");
    }
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      connection.createStatement().execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create a database", e);
    }
    return server.getJdbcUrl("postgres", name);
  }

  /** What the service is told on its command line, without the two dashes. */
  public List<String> settings() {
    return List.of("spring.datasource.url=" + url);
  }

  /** Connections to it, with every table; to be closed by the test. */
  public HikariDataSource migrated() {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(url);
    source.setMaximumPoolSize(4);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration/" + vendor(), "classpath:db/migration/common")
        .load()
        .migrate();
    return source;
  }

  private String vendor() {
    return switch (kind) {
      case SQLITE -> "sqlite";
      case POSTGRESQL -> "postgresql";
    };
  }
}
