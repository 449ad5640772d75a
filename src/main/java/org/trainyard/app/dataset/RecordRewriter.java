package org.trainyard.app.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/** Turns rows of raw float32 values into records as they are stored. Belongs to one thread. */
final class RecordRewriter {

  /** Raw values at a time: columns lie apart, and so many stay in the first cache. */
  private static final int BLOCK = 1 << 12;

  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<Part> parts = new ArrayList<>();
  private final int rawBytes;
  private final int recordBytes;
  private final boolean changes;
  private final int blockRows;

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
    this.rawBytes = Math.multiplyExact(from, Float.BYTES);
    this.recordBytes = layout.recordBytes();
    this.changes = columns.stream().anyMatch(RecordRewriter::changes);
    this.blockRows = Math.max(1, BLOCK / Math.max(1, from));
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
    return rawBytes;
  }

  /** Bytes of a record. */
  int recordBytes() {
    return recordBytes;
  }

  /**
   * Makes the records of some raw rows.
   *
   * @param raw little-endian, from the beginning on
   * @param records takes them, little-endian, from the beginning on
   */
  void rewrite(byte[] raw, int rows, byte[] records) {
    if (!changes) {
      System.arraycopy(raw, 0, records, 0, rows * recordBytes);
      return;
    }
    for (int row = 0; row < rows; row += blockRows) {
      int count = Math.min(blockRows, rows - row);
      for (Part part : parts) {
        int from = row * rawBytes + part.from() * Float.BYTES;
        int to = row * recordBytes + part.to();
        rewrite(part, raw, from, count, records, to);
      }
    }
  }

  private void rewrite(Part part, byte[] raw, int from, int rows, byte[] records, int to) {
    if (part.isCopied()) {
      copy(part.width() * Float.BYTES, raw, from, rows, records, to);
    } else if (part.codes() == null) {
      putBytes(part.width(), raw, from, rows, records, to);
    } else {
      switch (part.storage()) {
        case FLOAT32 -> encodeFloats(part.codes(), raw, from, rows, records, to);
        case UINT8 -> encodeBytes(part.codes(), raw, from, rows, records, to);
      }
    }
  }

  private void copy(int bytes, byte[] raw, int from, int rows, byte[] records, int to) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(raw, from + row * rawBytes, records, to + row * recordBytes, bytes);
    }
  }

  private void putBytes(int width, byte[] raw, int from, int rows, byte[] records, int to) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        float value = (float) FLOATS.get(raw, from + row * rawBytes + i * Float.BYTES);
        records[to + row * recordBytes + i] = (byte) (int) value;
      }
    }
  }

  private void encodeFloats(float[] codes, byte[] raw, int from, int rows, byte[] records, int to) {
    for (int row = 0; row < rows; row++) {
      float value = (float) FLOATS.get(raw, from + row * rawBytes);
      float code = Float.isNaN(value) ? value : codes[(int) value];
      FLOATS.set(records, to + row * recordBytes, code);
    }
  }

  /** None of the values is missing. */
  private void encodeBytes(float[] codes, byte[] raw, int from, int rows, byte[] records, int to) {
    for (int row = 0; row < rows; row++) {
      float value = (float) FLOATS.get(raw, from + row * rawBytes);
      records[to + row * recordBytes] = (byte) (int) codes[(int) value];
    }
  }
}
