package org.trainyard.app.dataset.csv;

import java.util.Arrays;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.FieldTexts;
import org.trainyard.app.dataset.text.Quoting;

/**
 * The fields of some rows, as UTF-8, on their way from where they are cut to the columns. Belongs
 * to one thread at a time.
 */
final class FieldBatch {

  static final int MAX_ROW = 1 << 22; // bytes; a batch grows up to it for one row

  /** Where the text begins: what stands before is read with it and may hold anything. */
  static final int START = FieldTexts.BEFORE;

  static final int BYTES = 1 << 17;
  private static final int FIELDS = 1 << 14;

  private byte[] bytes = new byte[START + BYTES + SignScan.SLACK];
  private int[] starts = new int[2 * FIELDS]; // of fields, as FieldTexts has them
  private int[] ends = new int[2 * FIELDS];
  private int[] rowEnds = new int[FIELDS]; // of rows in starts
  private long[] lines = new long[FIELDS];
  private int used = START;
  private int fields;
  private int rows;

  /** A row begins; what there was of one that did not end is dropped. */
  void begin() {
    fields = firstField(rows);
    used = fields == 0 ? START : texts().end(fields - 1);
  }

  /** Copies a field that was taken out of its quotes; false if the row becomes too long. */
  boolean copy(char[] text, int from, int length, Quoting quoting) {
    int start = used;
    if (start + Utf8.MOST_BYTES * length > capacity()) {
      if (start + length - rowStart() > MAX_ROW) {
        return false;
      }
      reserve(start - START + Utf8.MOST_BYTES * length);
    }
    used = Utf8.encode(text, from, length, bytes, start);
    add(quoting == Quoting.QUOTED ? ~start : start, used);
    return true;
  }

  /** Adds a field that stands in {@link #bytes()}; {@link FieldTexts} has inverted bits. */
  void add(int start, int end) {
    reserveFields(1);
    starts[fields] = start;
    ends[fields++] = end;
  }

  /**
   * Adds fields, each of which ends at a place and is followed by the next one behind it, as long
   * as they are plain.
   *
   * @param start of the first one
   * @param places of which those in {@code [from, to)} are looked at
   * @return the first place at which no plain field ends
   */
  @SuppressWarnings("ShortCircuitBoolean") // a processor cannot foresee which field is empty
  int addPlain(int start, int[] places, int from, int to, char separator) {
    reserveFields(to - from);
    byte[] text = bytes;
    int[] allStarts = starts;
    int[] allEnds = ends;
    int added = fields - from;
    int begin = start;
    int at = from;
    while (at < to) {
      int end = places[at];
      boolean plain = (end == begin) | (isPlain(text[begin]) & isPlain(text[end - 1]));
      if (!plain || text[end] != separator || end - begin > FieldColumn.MAX_CHARACTERS) {
        break;
      }
      allStarts[added + at] = begin;
      allEnds[added + at] = end;
      begin = end + 1;
      at++;
    }
    fields = added + at;
    return at;
  }

  /** Certainly no blank, and none's part. */
  static boolean isPlain(byte b) {
    return ((b - '!') & 0xFF) <= '~' - '!';
  }

  private void reserveFields(int more) {
    if (fields + more > ends.length) {
      int length = Math.max(2 * ends.length, fields + more);
      starts = Arrays.copyOf(starts, length);
      ends = Arrays.copyOf(ends, length);
    }
  }

  /** The row ends, which began in that line. */
  void endRow(long line) {
    if (rows == rowEnds.length) {
      rowEnds = Arrays.copyOf(rowEnds, 2 * rows);
      lines = Arrays.copyOf(lines, 2 * rows);
    }
    lines[rows] = line;
    rowEnds[rows++] = fields;
  }

  /** Fields of the row that has begun. */
  int fieldsOfRow() {
    return fields - firstField(rows);
  }

  /** Fields of all rows. */
  int fields() {
    return fields;
  }

  /** Whether it is time to hand the rows on. */
  boolean isFull() {
    return used >= BYTES || fields >= FIELDS || rows >= FIELDS;
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

  /** The text, from {@link #START} to {@link #capacity()}. */
  byte[] bytes() {
    return bytes;
  }

  int capacity() {
    return bytes.length - SignScan.SLACK;
  }

  /** Makes room for so many bytes of text, and keeps what there is. */
  void reserve(int length) {
    if (START + length > capacity()) {
      int longer = Math.max(2 * bytes.length, START + length + SignScan.SLACK);
      bytes = Arrays.copyOf(bytes, longer);
    }
  }

  /** The fields, valid until the batch changes. */
  FieldTexts texts() {
    return new FieldTexts(bytes, starts, ends);
  }

  /** Makes room again. */
  void clear() {
    if (bytes.length > 4 * BYTES) {
      bytes = new byte[START + BYTES + SignScan.SLACK];
    }
    used = START;
    fields = 0;
    rows = 0;
  }

  private int rowStart() {
    int first = firstField(rows);
    return first == fields ? used : texts().start(first);
  }
}
