package org.trainyard.app.storage;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

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

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    try {
      super.doCleanupAfterCompletion(transaction);
    } finally {
      turn.leave();
    }
  }
}
