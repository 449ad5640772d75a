package org.trainyard.app.storage;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;

/** What can be the matter with disk and database, and pass; mistakes in using them do not. */
public enum StorageFailure {
  /** There is no space left. */
  FULL,
  /** The database is busy or away. */
  UNAVAILABLE;

  /** Result codes of SQLite, which JDBC knows no state for: https://sqlite.org/rescode.html. */
  private static final int SQLITE_FULL = 13;

  /** Busy, locked, out of memory, read-only, interrupted, I/O error, cannot open, protocol. */
  private static final Set<Integer> SQLITE_UNAVAILABLE = Set.of(5, 6, 7, 8, 9, 10, 14, 15);

  /** Disk full (PostgreSQL, class 53: insufficient resources). */
  private static final String POSTGRESQL_FULL = "53100";

  /** What is the matter, if an exception says that something is. */
  public static Optional<StorageFailure> of(Throwable failure) {
    if (isFull(failure)) {
      return Optional.of(FULL);
    }
    return isUnavailable(failure) ? Optional.of(UNAVAILABLE) : Optional.empty();
  }

  private static boolean isFull(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean full =
          switch (cause) {
            case IOException e -> saysFull(String.valueOf(e.getMessage()));
            case SQLException e ->
                POSTGRESQL_FULL.equals(e.getSQLState())
                    || (isSqlite(e) && e.getErrorCode() == SQLITE_FULL);
            default -> false;
          };
      if (full) {
        return true;
      }
    }
    return false;
  }

  /** The JDK passes the words of the operating system on, and no code. */
  private static boolean saysFull(String message) {
    return message.contains("No space left on device")
        || message.contains("Disk quota exceeded")
        || message.contains("not enough space on the disk");
  }

  private static boolean isUnavailable(Throwable failure) {
    return switch (failure) {
      case UncategorizedSQLException e -> isUnavailable(e.getSQLException());
      case InvalidDataAccessResourceUsageException _,
          InvalidDataAccessApiUsageException _,
          IncorrectResultSizeDataAccessException _,
          DataIntegrityViolationException _ ->
          false;
      case DataAccessException _, TransactionException _ -> true;
      default -> false;
    };
  }

  private static boolean isUnavailable(@Nullable SQLException failure) {
    return failure != null
        && isSqlite(failure)
        && SQLITE_UNAVAILABLE.contains(failure.getErrorCode());
  }

  private static boolean isSqlite(SQLException failure) {
    return failure.getClass().getName().startsWith("org.sqlite.");
  }
}
