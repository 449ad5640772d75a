package org.trainyard.app.job.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table of jobs as a {@link Job}. */
final class JobRow {

  private JobRow() {}

  static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getString("id"),
        row.getString("name"),
        row.getInt("priority"),
        row.getString("specification"),
        row.getString("resolved"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        JobState.valueOf(row.getString("state")),
        constant(StopRequest.class, row.getString("stop_requested")),
        row.getLong("fence"),
        row.getInt("attempts"),
        row.getInt("crashes"),
        row.getInt("last_event"),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        Duration.ofMillis(row.getLong("elapsed_millis")),
        row.getString("latest"),
        row.getString("best"),
        constant(StopReason.class, row.getString("stop_reason")),
        row.getString("failure"),
        row.getString("model_name"),
        row.getInt("model_version"));
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    return name == null ? null : Enum.valueOf(type, name);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
