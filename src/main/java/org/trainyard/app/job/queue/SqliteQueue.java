package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;

/**
 * Lets the queue on SQLite pick exactly as many entries as there are free threads (lock-and-fetch),
 * which the library offers on servers alone. It asks for a select that locks the rows until its
 * transaction has marked them: on SQLite the transaction itself is the lock, since one process owns
 * the database and one thread of it picks.
 */
final class SqliteQueue extends SqliteJdbcCustomization {

  @Override
  public boolean supportsGenericLockAndFetch() {
    return true;
  }

  /** Times are milliseconds here, so the ids, which are ordered by time too, break ties. */
  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String requiredCondition, boolean orderByPriority) {
    return "select * from "
        + table
        + " where picked = ? and execution_time <= ? "
        + requiredCondition
        + " order by "
        + (orderByPriority ? "priority desc, " : "")
        + "execution_time, task_instance "
        + getQueryLimitPart(limit);
  }
}
