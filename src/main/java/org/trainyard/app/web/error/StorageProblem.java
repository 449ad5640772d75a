package org.trainyard.app.web.error;

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
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Tells a disk that is full and a database that is busy or away, which pass, from mistakes of the
 * service in using them, which do not.
 */
final class StorageProblem {

  /** Result codes of SQLite, which JDBC knows no state for: https://sqlite.org/rescode.html. */
  private static final int SQLITE_FULL = 13;

  /** Busy, locked, out of memory, read-only, interrupted, I/O error, cannot open, protocol. */
  private static final Set<Integer> SQLITE_UNAVAILABLE = Set.of(5, 6, 7, 8, 9, 10, 14, 15);

  /** Disk full (PostgreSQL, class 53: insufficient resources). */
  private static final String POSTGRESQL_FULL = "53100";

  private StorageProblem() {}

  /** What is the matter with the storage, if something is. */
  static Optional<Problem> of(Throwable failure) {
    if (isFull(failure)) {
      return Optional.of(
          Problem.of(
              ProblemType.STORAGE_FULL,
              "There is no space left to store this; delete data sets or models, or give the service a larger disk."));
    }
    return isUnavailable(failure)
        ? Optional.of(
            Problem.of(
                ProblemType.DEPENDENCY_UNAVAILABLE,
                "The database did not answer; try again shortly."))
        : Optional.empty();
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
