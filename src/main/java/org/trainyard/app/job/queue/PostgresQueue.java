package org.trainyard.app.job.queue;

import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;

/** Lets the queue on PostgreSQL pick what fits; rows that another process picks are passed over. */
final class PostgresQueue extends PostgreSqlJdbcCustomization {

  private final Admission admission;

  PostgresQueue(Admission admission) {
    super(true, false);
    this.admission = admission;
  }

  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String requiredCondition, boolean orderByPriority) {
    return NextEntry.select(table, requiredCondition + admission.condition())
        + " for update skip locked";
  }
}
