package org.trainyard.app.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/**
 * Turns rows of raw float32 values into records as they are stored, and back where that is
 * possible. Belongs to one thread.
 */
final class RecordRewriter {

  /** Raw values at a time: columns lie apart, and so many stay in the first cache. */
  private static final int BLOCK = 1 << 12;

  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<Part> parts = new ArrayList<>();
  private final int rawBytes;
  private final int recordBytes;
  private final boolean changes;
  private final boolean reversible;
  private final int blockRows;

  RecordRewriter(List<ReadColumn> columns) {
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
    this.recordBytes = to;
    this.changes = columns.stream().anyMatch(RecordRewriter::changes);
    this.reversible = columns.stream().allMatch(RecordRewriter::isReversible);
    this.blockRows = Math.max(1, BLOCK / Math.max(1, from));
  }

  /** Neighbours whose numbers are stored alike make one part. */
  private void add(Part next) {
    if (!parts.isEmpty() && parts.getLast().isFollowedBy(next)) {
      Part last = parts.removeLast();
      int width = Math.addExact(last.width(), next.width());
      parts.add(new Part(last.from(), last.to(), width, last.storage(), null));
    } else {
      parts.add(next);
    }
  }

  private static boolean changes(ReadColumn column) {
    return column.codes() != null
        || column.column().width() != column.rawWidth()
        || column.column().storage() != Storage.FLOAT32;
  }

  /** Whether raw values follow from stored ones, or nobody will ask for them. */
  private static boolean isReversible(ReadColumn column) {
    return switch (column.column()) {
      case Column.Numeric _ -> true;
      case Column.Categorical _ -> false; // raw numbers of texts that are still to come
      case Column.Ignored ignored -> ignored.reason() == Column.Ignored.Reason.ASKED;
    };
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

    boolean isFollowedBy(Part next) {
      return codes == null
          && next.codes == null
          && storage == next.storage
          && from + width == next.from;
    }
  }

  /** Whether a record differs from its raw row at all. */
  boolean changes() {
    return changes;
  }

  /** Whether raw rows can be made of records again. */
  boolean isReversible() {
    return reversible;
  }

  /** Whether it makes the same records of the same numbers. */
  boolean agreesWith(RecordRewriter other) {
    return reversible && rawBytes == other.rawBytes && parts.equals(other.parts);
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

  /** Whether all values that would be stored as bytes are bytes. */
  boolean fits(byte[] raw, int rows) {
    for (Part part : parts) {
      if (part.storage() == Storage.UINT8 && !areBytes(part, raw, rows)) {
        return false;
      }
    }
    return true;
  }

  /** By their bits: -0 is none, for its sign would be lost. */
  private boolean areBytes(Part part, byte[] raw, int rows) {
    int different = 0;
    for (int row = 0; row < rows; row++) {
      int from = row * rawBytes + part.from() * Float.BYTES;
      for (int i = 0; i < part.width(); i++) {
        float value = (float) FLOATS.get(raw, from + i * Float.BYTES);
        float stored = (int) value & 0xFF;
        different |= Float.floatToRawIntBits(value) ^ Float.floatToRawIntBits(stored);
      }
    }
    return different == 0;
  }

  /**
   * Makes the raw rows of some records; what is not stored is missing.
   *
   * @param records little-endian, from the beginning on
   * @param raw takes them, little-endian, from the beginning on
   */
  void restore(byte[] records, int rows, byte[] raw) {
    for (int at = 0; at < rows * rawBytes; at += Float.BYTES) {
      FLOATS.set(raw, at, Float.NaN);
    }
    for (Part part : parts) {
      for (int row = 0; row < rows; row++) {
        restore(part, records, row * recordBytes + part.to(), raw, row * rawBytes);
      }
    }
  }

  private static void restore(Part part, byte[] records, int from, byte[] raw, int row) {
    int to = row + part.from() * Float.BYTES;
    switch (part.storage()) {
      case FLOAT32 -> System.arraycopy(records, from, raw, to, part.width() * Float.BYTES);
      case UINT8 -> {
        for (int i = 0; i < part.width(); i++) {
          FLOATS.set(raw, to + i * Float.BYTES, (float) (records[from + i] & 0xFF));
        }
      }
    }
  }
}
