package org.trainyard.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Begins a transaction when its turn has come, and takes a connection only then: who waits for the
 * one who writes must not hold a connection that the writer may need.
 */
final class TurnTakingTransactionManager extends JdbcTransactionManager {

  private static final long serialVersionUID = 1L;

  private final transient WriterTurn turn;

  TurnTakingTransactionManager(DataSource connections, WriterTurn turn) {
    super(connections);
    this.turn = turn;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    try {
      turn.take();
    } catch (WriterTurn.BusyException e) {
      throw new CannotCreateTransactionException("the database is busy", e);
    }
    boolean begun = false;
    try {
      super.doBegin(transaction, definition);
      begun = true;
    } finally {
      if (!begun) {
        turn.leave();
      }
    }
  }

  /**
   * Ends the turn with the transaction: what follows a commit, such as lines in the log, needs
   * none. Leaving manual mode is what commits; {@code commit()} would begin the next transaction at
   * once, and keep others from writing until the connection is given back.
   */
  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    Connection connection =
        ((JdbcTransactionObjectSupport) status.getTransaction())
            .getConnectionHolder()
            .getConnection();
    try {
      connection.setAutoCommit(true);
      turn.leave();
    } catch (SQLException e) {
      rollBack(connection);
      throw translateException("JDBC commit", e);
    }
  }

  /** By name, since the driver takes the connection for one without a transaction by now. */
  private void rollBack(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
    } catch (SQLException e) {
      logger.debug("there was nothing left to roll back", e);
    }
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    try {
      super.doCleanupAfterCompletion(transaction);
    } finally {
      if (turn.isMine()) {
        turn.leave();
      }
    }
  }
}
