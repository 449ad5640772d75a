package org.trainyard.app.dataset.csv;

import java.util.List;

/**
 * A row of a file.
 *
 * @param line where it begins, from 1
 */
record CsvRow(long line, List<CsvField> fields) {

  int size() {
    return fields.size();
  }

  /** A line of blanks. */
  boolean isBlank() {
    return fields.isEmpty() || (fields.size() == 1 && fields.getFirst().isBlank());
  }

  /** Without blank fields at its end beyond so many columns. */
  CsvRow trimmedTo(int columns) {
    int size = fields.size();
    while (size > columns && fields.get(size - 1).isBlank()) {
      size--;
    }
    return size == fields.size() ? this : new CsvRow(line, fields.subList(0, size));
  }
}
