package org.trainyard.app.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.trainyard.app.dataset.UploadedTable.ReadColumn;

/** Turns rows of raw float32 values into records as they are stored. Belongs to one thread. */
final class RecordRewriter {

  private final List<ReadColumn> columns;
  private final int rawWidth;
  private final boolean changes;
  private final int recordBytes;
  private ByteBuffer target = ByteBuffer.allocate(0);

  RecordRewriter(List<ReadColumn> columns, RowLayout layout) {
    this.columns = columns;
    this.rawWidth = columns.stream().mapToInt(ReadColumn::rawWidth).reduce(0, Math::addExact);
    this.recordBytes = layout.recordBytes();
    this.changes = columns.stream().anyMatch(RecordRewriter::changes);
  }

  private static boolean changes(ReadColumn column) {
    return column.codes() != null
        || column.column().width() != column.rawWidth()
        || column.column().storage() != Storage.FLOAT32;
  }

  /** Whether a record differs from its raw row at all. */
  boolean changes() {
    return changes;
  }

  /** Bytes of a raw row. */
  int rawBytes() {
    return Math.multiplyExact(rawWidth, Float.BYTES);
  }

  /** The records of so many raw rows; valid until the next call. */
  ByteBuffer rewrite(ByteBuffer raw, int rows) {
    if (!changes) {
      return raw;
    }
    if (target.capacity() < rows * recordBytes) {
      target = ByteBuffer.allocate(rows * recordBytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    target.clear();
    float[] row = new float[rawWidth];
    raw.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows; i++) {
      raw.asFloatBuffer().get(row);
      raw.position(raw.position() + rawBytes());
      rewrite(row);
    }
    return target.flip();
  }

  private void rewrite(float[] row) {
    int from = 0;
    for (ReadColumn column : columns) {
      for (int i = from; i < from + column.column().width(); i++) {
        float value = column.stored(row[i]);
        switch (column.column().storage()) {
          case FLOAT32 -> target.putFloat(value);
          case UINT8 -> target.put((byte) (int) value);
        }
      }
      from += column.rawWidth();
    }
  }
}
