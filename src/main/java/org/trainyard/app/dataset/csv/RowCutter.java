package org.trainyard.app.dataset.csv;

import java.nio.charset.StandardCharsets;
import org.trainyard.app.dataset.text.FieldColumn;

/**
 * Cuts plain rows into fields, where they lie: rows whose quotes stand around whole fields. It
 * makes of them what FastCSV and {@link CsvHandler} make, several times as fast; at the first row
 * of another form it stops. Belongs to one thread.
 */
final class RowCutter {

  private final char separator;
  private final int maxColumns;
  private final SignScan signs;
  private byte[] bytes = new byte[0]; // of the batch
  private int end;
  private int next; // sign
  private long line = 1; // of the row that comes next
  private int lineBreaks; // within quotes of the row
  private boolean plain = true;

  RowCutter(CsvFile file) {
    this.separator = file.separator();
    this.maxColumns = file.maxColumns();
    this.signs = new SignScan(separator);
  }

  /** Whether rows with this separator can be plain at all. */
  static boolean knows(char separator) {
    return separator != ' ' && separator < 0x80;
  }

  /** What follows the bytes that are cut. */
  enum Behind {
    MORE,
    NOTHING
  }

  /**
   * Cuts as many rows of a batch as are plain and whole.
   *
   * @return where the first one begins that is not; {@code end} if there is none
   */
  int cut(FieldBatch batch, int textEnd, Behind behind) {
    bytes = batch.bytes();
    end = textEnd;
    signs.scan(bytes, FieldBatch.START, end);
    next = 0;
    long firstLine = line;
    int row = FieldBatch.START;
    for (int after = row; after >= 0; ) {
      row = after;
      after = row < end ? row(batch, row, behind) : -1;
    }
    batch.begin(); // drops the fields of a row that was not whole
    if (!signs.isAscii() && !Utf8.isValid(bytes, FieldBatch.START, row)) {
      plain = false;
      line = firstLine;
      batch.clear();
      return FieldBatch.START;
    }
    return row;
  }

  /** Whether the row at which cutting stopped is one that goes on, and may be plain. */
  boolean isPlain() {
    return plain;
  }

  /** The line in which the row begins at which cutting stopped, from 1. */
  long line() {
    return line;
  }

  /** Gives where the row ends; -1: it does not, or it is not plain. */
  private int row(FieldBatch batch, int from, Behind behind) {
    int[] places = signs.places();
    int count = signs.count();
    int most = batch.fields() + maxColumns;
    int start = from;
    lineBreaks = 0;
    while (next < count) {
      int plainEnd = Math.min(count, next + most - batch.fields());
      int first = next;
      next = batch.addPlain(start, places, first, plainEnd, separator);
      if (next > first) {
        start = places[next - 1] + 1;
      }
      if (next == count) {
        break;
      }
      int at = places[next++];
      byte sign = bytes[at];
      if (sign == separator) {
        if (!addBare(batch, start, at) || batch.fields() > most) {
          return odd(); // at once, so that memory does not grow with a row of separators
        }
        start = at + 1;
      } else if (sign == '\n' || sign == '\r') {
        int after = lineEnd(at, behind);
        boolean blank = start == from && at == from;
        if (after < 0) {
          return -1;
        }
        if (!blank) {
          return addBare(batch, start, at) ? endRow(batch, after) : odd();
        }
        line++;
        return after;
      } else if (sign == '"' && at == start) {
        int close = addQuoted(batch, start, behind);
        if (close < 0) {
          return close;
        }
        if (close + 1 == end) {
          return endRow(batch, end);
        }
        start = close + 2;
        if (batch.fields() > most) {
          return odd();
        }
        if (bytes[close + 1] != separator) {
          int after = lineEnd(close + 1, behind);
          return after < 0 ? after : endRow(batch, after);
        }
      }
    }
    if (behind == Behind.MORE) {
      return end - start > FieldColumn.MAX_CHARACTERS ? odd() : -1;
    }
    return addBare(batch, start, end) ? endRow(batch, end) : odd();
  }

  private int odd() {
    plain = false;
    return -1;
  }

  /** Where a line ends; -1 if that is not known yet. Passes over the second sign of two. */
  private int lineEnd(int at, Behind behind) {
    if (bytes[at] == '\n') {
      return at + 1;
    }
    if (at + 1 == end) {
      return behind == Behind.NOTHING ? end : -1;
    }
    if (bytes[at + 1] != '\n') {
      return at + 1;
    }
    next++;
    return at + 2;
  }

  private int endRow(FieldBatch batch, int after) {
    if (batch.fieldsOfRow() > maxColumns) {
      return odd();
    }
    batch.endRow(line);
    line += 1 + lineBreaks;
    return after;
  }

  private boolean addBare(FieldBatch batch, int from, int to) {
    if (to > from) {
      if (!FieldBatch.isPlain(bytes[from]) || !FieldBatch.isPlain(bytes[to - 1])) {
        return addStripped(batch, from, to);
      }
      if (to - from > FieldColumn.MAX_CHARACTERS) {
        return false;
      }
    }
    batch.add(from, to);
    return true;
  }

  private boolean addStripped(FieldBatch batch, int from, int to) {
    if (to - from > FieldColumn.MAX_CHARACTERS) {
      return false;
    }
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    String text = raw.stripLeading();
    if (text.startsWith("\"")) {
      return false;
    }
    int before = length(raw.substring(0, raw.length() - text.length()));
    int behind = length(text.substring(text.stripTrailing().length()));
    batch.add(from + before, to - behind);
    return true;
  }

  private static int length(String blanks) {
    return blanks.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Adds the field that begins with a quote; gives where it is closed, or -1. */
  private int addQuoted(FieldBatch batch, int quote, Behind behind) {
    boolean doubled = false;
    int close = closingQuote();
    while (close >= 0 && close + 1 < end && bytes[close + 1] == '"') {
      doubled = true;
      next++;
      close = closingQuote();
    }
    if (close < 0 || (close + 1 == end && behind == Behind.MORE)) {
      boolean small = end - quote <= FieldColumn.MAX_CHARACTERS;
      return behind == Behind.MORE && small ? -1 : odd();
    }
    boolean ends = close + 1 == end || isEnd(bytes[close + 1]);
    if (!ends || close - quote - 1 > FieldColumn.MAX_CHARACTERS) {
      return odd();
    }
    if (close + 1 < end) {
      next++; // the sign behind the quote
    }
    batch.add(~(quote + 1), doubled ? ~close : close);
    return close;
  }

  private boolean isEnd(byte sign) {
    return sign == separator || sign == '\n' || sign == '\r';
  }

  /** Passes over the signs up to the next quote. */
  private int closingQuote() {
    int[] places = signs.places();
    while (next < signs.count()) {
      int at = places[next++];
      switch (bytes[at]) {
        case '"' -> {
          return at;
        }
        case '\r' -> lineBreaks++;
        case '\n' -> lineBreaks += bytes[at - 1] == '\r' ? 0 : 1;
        default -> {}
      }
    }
    return -1;
  }
}
