package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;

/**
 * Lets the queue on SQLite pick an entry in the moment a thread is free for it (lock-and-fetch),
 * which the library offers on servers alone. It asks for a select that locks the rows until its
 * transaction has marked them: on SQLite the transaction itself is the lock, since one process owns
 * the database and one thread of it picks.
 */
final class SqliteQueue extends SqliteJdbcCustomization {

  private final Admission admission;

  SqliteQueue(Admission admission) {
    this.admission = admission;
  }

  @Override
  public boolean supportsGenericLockAndFetch() {
    return true;
  }

  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String requiredCondition, boolean orderByPriority) {
    return NextEntry.select(table, requiredCondition + admission.condition());
  }
}
