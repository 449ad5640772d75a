package org.trainyard.app.job.queue;

/**
 * The SQL that picks an entry. One at a time, since what fits beside it is known only when it has
 * its place; whoever takes a place asks for the next.
 */
final class NextEntry {

  private NextEntry() {}

  /** Times are milliseconds on SQLite, so the ids, which are ordered by time too, break ties. */
  static String select(String table, String condition) {
    return "select * from "
        + table
        + " where picked = ? and execution_time <= ? "
        + condition
        + " order by priority desc, execution_time, task_instance limit 1";
  }
}
