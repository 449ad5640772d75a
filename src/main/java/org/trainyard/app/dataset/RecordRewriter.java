package org.trainyard.app.dataset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/** Turns rows of raw float32 values into records as they are stored. Belongs to one thread. */
final class RecordRewriter {

  /** Raw values at a time: columns lie apart, and so many stay in the first cache. */
  private static final int BLOCK = 1 << 12;

  private final List<Part> parts = new ArrayList<>();
  private final int rawWidth;
  private final int recordBytes;
  private final boolean changes;
  private final int blockRows;
  private final float[] values; // (blockRows, rawWidth)

  RecordRewriter(List<ReadColumn> columns, RowLayout layout) {
    int from = 0;
    int to = 0;
    for (ReadColumn column : columns) {
      Part part = Part.of(column, from, to);
      if (part.width() > 0) {
        add(part);
      }
      from = Math.addExact(from, column.rawWidth());
      to = Math.addExact(to, Math.multiplyExact(part.width(), part.storage().bytes()));
    }
    this.rawWidth = from;
    this.recordBytes = layout.recordBytes();
    this.changes = columns.stream().anyMatch(RecordRewriter::changes);
    this.blockRows = Math.max(1, BLOCK / Math.max(1, rawWidth));
    this.values = new float[blockRows * rawWidth];
  }

  /** Neighbours that are copied make one part. */
  private void add(Part next) {
    boolean joins = !parts.isEmpty() && parts.getLast().isCopied() && next.isCopied();
    if (joins && parts.getLast().from() + parts.getLast().width() == next.from()) {
      Part last = parts.removeLast();
      int width = Math.addExact(last.width(), next.width());
      parts.add(new Part(last.from(), last.to(), width, Storage.FLOAT32, null));
    } else {
      parts.add(next);
    }
  }

  private static boolean changes(ReadColumn column) {
    return column.codes() != null
        || column.column().width() != column.rawWidth()
        || column.column().storage() != Storage.FLOAT32;
  }

  /**
   * A column that is kept. What a record knows by asking its parts, this has at hand: it is needed
   * for each value.
   *
   * @param from its first value in a raw row
   * @param to its first byte in a record
   */
  @SuppressWarnings("ArrayRecordComponent") // shared with nobody
  private record Part(int from, int to, int width, Storage storage, float @Nullable [] codes) {

    static Part of(ReadColumn column, int from, int to) {
      return new Part(from, to, column.column().width(), column.column().storage(), column.codes());
    }

    /** Whether the bytes of the raw values are those of the record. */
    boolean isCopied() {
      return codes == null && storage == Storage.FLOAT32;
    }
  }

  /** Whether a record differs from its raw row at all. */
  boolean changes() {
    return changes;
  }

  /** Bytes of a raw row. */
  int rawBytes() {
    return Math.multiplyExact(rawWidth, Float.BYTES);
  }

  /** Bytes of a record. */
  int recordBytes() {
    return recordBytes;
  }

  /**
   * Makes the records of some raw rows.
   *
   * @param raw little-endian; all of it is read
   * @param records little-endian, with room for them from the beginning on; written up to its new
   *     limit
   */
  void rewrite(ByteBuffer raw, int rows, ByteBuffer records) {
    records.clear().limit(rows * recordBytes);
    if (!changes) {
      records.put(raw).flip();
      return;
    }
    for (int row = 0; row < rows; row += blockRows) {
      rewriteBlock(raw, Math.min(blockRows, rows - row), records, row * recordBytes);
    }
  }

  private void rewriteBlock(ByteBuffer raw, int rows, ByteBuffer records, int to) {
    int first = raw.position();
    raw.asFloatBuffer().get(values, 0, rows * rawWidth);
    raw.position(first + rows * rawBytes());
    for (Part part : parts) {
      if (part.isCopied()) {
        copy(part, raw, first, rows, records, to + part.to());
        continue;
      }
      if (part.codes() != null) {
        encode(part.from(), part.codes(), rows);
      }
      switch (part.storage()) {
        case FLOAT32 -> putFloats(part, rows, records, to + part.to());
        case UINT8 -> putBytes(part, rows, records, to + part.to());
      }
    }
  }

  private void copy(
      Part part, ByteBuffer raw, int firstRaw, int rows, ByteBuffer records, int first) {
    for (int row = 0; row < rows; row++) {
      int from = firstRaw + row * rawBytes() + part.from() * Float.BYTES;
      records.put(first + row * recordBytes, raw, from, part.width() * Float.BYTES);
    }
  }

  private void encode(int from, float[] codes, int rows) {
    for (int row = 0, at = from; row < rows; row++, at += rawWidth) {
      float value = values[at];
      values[at] = Float.isNaN(value) ? value : codes[(int) value];
    }
  }

  private void putFloats(Part part, int rows, ByteBuffer records, int first) {
    for (int row = 0; row < rows; row++) {
      int from = row * rawWidth + part.from();
      int to = first + row * recordBytes;
      for (int i = 0; i < part.width(); i++) {
        records.putFloat(to + i * Float.BYTES, values[from + i]);
      }
    }
  }

  private void putBytes(Part part, int rows, ByteBuffer records, int first) {
    for (int row = 0; row < rows; row++) {
      int from = row * rawWidth + part.from();
      int to = first + row * recordBytes;
      for (int i = 0; i < part.width(); i++) {
        records.put(to + i, (byte) (int) values[from + i]);
      }
    }
  }
}
