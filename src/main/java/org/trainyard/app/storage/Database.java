package org.trainyard.app.storage;

/** The databases that hold metadata and queue. */
public enum Database {
  /** Embedded: one process owns it, by the lock on the data directory. */
  SQLITE("jdbc:sqlite:"),
  /** A server that several processes share. */
  POSTGRESQL("jdbc:postgresql:");

  private final String prefix;

  Database(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The database of a JDBC URL.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Database of(String url) {
    for (Database database : values()) {
      if (url.startsWith(database.prefix)) {
        return database;
      }
    }
    throw new IllegalArgumentException(
        "spring.datasource.url must begin with jdbc:sqlite: or jdbc:postgresql:");
  }
}
