package org.trainyard.app.dataset.csv;

import java.util.Arrays;
import org.trainyard.app.dataset.text.Quoting;

/**
 * The fields of some rows on their way from the tokenizer to the columns. Belongs to one thread at
 * a time.
 */
final class FieldBatch {

  static final int MAX_ROW = 1 << 22; // characters; a batch grows up to it for one row
  private static final int CHARACTERS = 1 << 15; // 64 KB
  private static final int FIELDS = 1 << 13;

  private char[] characters = new char[2 * CHARACTERS];
  private int[] ends = new int[2 * FIELDS]; // of fields in characters; bits inverted: in quotes
  private int[] rowEnds = new int[FIELDS]; // of rows in ends
  private long[] lines = new long[FIELDS];
  private int used;
  private int fields;
  private int rows;

  /** A row begins; what there was of one that did not end is dropped. */
  void begin() {
    fields = rows == 0 ? 0 : rowEnds[rows - 1];
    used = fields == 0 ? 0 : end(fields - 1);
  }

  /** Adds a field to the row; false if the row becomes too long. */
  boolean add(char[] text, int from, int length, Quoting quoting) {
    if (used + length > characters.length) {
      if (used + length - start(rows) > MAX_ROW) {
        return false;
      }
      characters = Arrays.copyOf(characters, Math.max(2 * characters.length, used + length));
    }
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, 2 * fields);
    }
    System.arraycopy(text, from, characters, used, length);
    used += length;
    ends[fields++] = quoting == Quoting.QUOTED ? ~used : used;
    return true;
  }

  /** The row ends, which began in that line. */
  void endRow(long line) {
    lines[rows] = line;
    rowEnds[rows++] = fields;
  }

  /** Whether it is time to hand the rows on. */
  boolean isFull() {
    return used >= CHARACTERS || fields >= FIELDS || rows == FIELDS;
  }

  int rows() {
    return rows;
  }

  /** The line in which a row begins. */
  long line(int row) {
    return lines[row];
  }

  /** The first field of a row; the row behind the last begins where that one ends. */
  int firstField(int row) {
    return row == 0 ? 0 : rowEnds[row - 1];
  }

  char[] characters() {
    return characters;
  }

  /** Where a field begins in the characters. */
  int from(int field) {
    return field == 0 ? 0 : end(field - 1);
  }

  /** Where a field ends in the characters. */
  int end(int field) {
    int end = ends[field];
    return end < 0 ? ~end : end;
  }

  Quoting quoting(int field) {
    return ends[field] < 0 ? Quoting.QUOTED : Quoting.BARE;
  }

  /** Makes room again. */
  void clear() {
    if (characters.length > 2 * CHARACTERS) {
      characters = new char[2 * CHARACTERS];
    }
    used = 0;
    fields = 0;
    rows = 0;
  }

  private int start(int row) {
    return from(firstField(row));
  }
}
