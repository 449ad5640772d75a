package org.trainyard.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class WriterTurnTests {

  private static final int WRITERS = 20;

  @TempDir private Path folder;

  private final WriterTurn turn = new WriterTurn();
  private HikariDataSource pool;
  private TransactionTemplate transactions;
  private JdbcClient jdbc;

  @BeforeEach
  void open() {
    pool = new HikariDataSource();
    pool.setMaximumPoolSize(2);
    pool.setConnectionTimeout(2000);
    pool.setDataSource(
        new TurnTakingConnections(
            new DriverManagerDataSource(
                "jdbc:sqlite:%s?journal_mode=WAL&busy_timeout=1&transaction_mode=IMMEDIATE&foreign_keys=true"
                    .formatted(folder.resolve("test.db"))),
            turn));
    transactions = new TransactionTemplate(new TurnTakingTransactionManager(pool, turn));
    jdbc = JdbcClient.create(pool);
    jdbc.sql("create table entry (number integer)").update();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** The database would refuse them after a millisecond. */
  @Test
  void writersWaitInALineWithoutConnections() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      transactions.executeWithoutResult(_ -> {
        for (int i = 0; i < WRITERS; i++) {
          int number = i;
          writers.add(threads.submit(() -> transactions.executeWithoutResult(_ -> insert(number))));
        }
        awaitLine(WRITERS);
        // What the one who writes needs from another connection, it gets.
        assertThat(elsewhere(threads)).isZero();
      });
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertThat(count()).isEqualTo(WRITERS);
  }

  @Test
  void aLibraryThatBeginsByItselfWaitsToo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> library;
      try (Connection first = pool.getConnection()) {
        first.setAutoCommit(false);
        library =
            threads.submit(() -> {
              try (Connection second = pool.getConnection()) {
                second.setAutoCommit(false);
                begun.countDown();
                second.rollback();
              }
              return null;
            });
        awaitLine(1);
        assertThat(begun.getCount()).isOne();
        first.commit();
      }
      library.get();
    }
    assertThat(begun.getCount()).isZero();
  }

  @Test
  void theTurnPassesOnWhateverHappens() {
    assertThatThrownBy(() ->
            transactions.executeWithoutResult(_ -> {
              insert(1);
              throw new IllegalStateException("a mistake");
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(this::closeWithinTransaction).isInstanceOf(SQLException.class);
    transactions.executeWithoutResult(_ -> insert(2));
    assertThat(count()).isOne();
  }

  @Test
  void whatFollowsACommitKeepsNobodyFromWriting() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      transactions.executeWithoutResult(_ -> {
        insert(1);
        TransactionSynchronizationManager.registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                assertThat(elsewhere(threads)).isOne();
                Future<?> other =
                    threads.submit(() -> transactions.executeWithoutResult(_ -> insert(2)));
                assertThat(other).succeedsWithin(Duration.ofSeconds(30));
                assertThat(count()).isEqualTo(2);
              }
            });
      });
    }
    assertThat(turn.isMine()).isFalse();
    transactions.executeWithoutResult(_ -> insert(3));
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void aCommitThatFailsLeavesNoTransactionBehind() {
    jdbc.sql("create table parent (id integer primary key)").update();
    jdbc.sql(
            """
            create table child (parent integer references parent (id) deferrable initially deferred)
            """)
        .update();
    assertThatThrownBy(() ->
            transactions.executeWithoutResult(_ -> {
              jdbc.sql("insert into child values (1)").update();
            }))
        .isInstanceOf(TransactionException.class);
    transactions.executeWithoutResult(_ -> insert(1));
    assertThat(count()).isOne();
    assertThat(jdbc.sql("select count(*) from child").query(Long.class).single()).isZero();
  }

  @Test
  void aThreadThatIsToldToEndStillWrites() throws Exception {
    Thread writer =
        new Thread(() -> {
          Thread.currentThread().interrupt();
          transactions.executeWithoutResult(_ -> insert(1));
        });
    writer.start();
    writer.join();
    assertThat(count()).isOne();
  }

  private void closeWithinTransaction() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("no SQL at all");
    }
  }

  private void insert(int number) {
    jdbc.sql("insert into entry values (:number)").param("number", number).update();
  }

  private long count() {
    return jdbc.sql("select count(*) from entry").query(Long.class).single();
  }

  private long elsewhere(ExecutorService threads) {
    try {
      return threads.submit(this::count).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void awaitLine(int length) {
    while (turn.waiting() < length) {
      Thread.onSpinWait();
    }
  }
}
