package org.trainyard.app.dataset;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored data set.
 *
 * @param bytes size of what was uploaded; of a generated set, of its stored form
 * @param sha256 of the stored form, in lower-case hexadecimal
 */
public record Dataset(
    String id,
    String name,
    DatasetFormat format,
    Instant createdAt,
    long bytes,
    String sha256,
    long rows,
    List<Column> columns,
    List<Warning> warnings) {

  public Dataset {
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }

  /** The column with that name, ignored or not. */
  public Optional<Column> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * The column with that name.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public Column column(String name) {
    return find(name).orElseThrow(() -> lacks(name));
  }

  /**
   * Where the values of a column begin in a stored row.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public int offsetOf(String column) {
    int offset = 0;
    for (Column candidate : columns) {
      if (candidate.name().equals(column)) {
        return offset;
      }
      offset += candidate.width();
    }
    throw lacks(column);
  }

  private static IllegalArgumentException lacks(String column) {
    return new IllegalArgumentException("the data set has no column '" + column + "'");
  }

  /** Something that training may suffer from. {@code column} is empty if it concerns the whole. */
  public record Warning(String code, String message, String column) {}
}
