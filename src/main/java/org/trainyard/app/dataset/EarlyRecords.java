package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import org.trainyard.app.storage.FlushAhead;
import org.trainyard.app.storage.Sha256;

/**
 * Records that are written in the form that they will probably have in the end, while rows are
 * still being read: if they have it, there is nothing left to do but to end the file; if not,
 * {@link #restore} makes raw rows of them again. Belongs to one thread.
 */
final class EarlyRecords {

  private static final int RESTORED_BYTES = 1 << 18; // of raw rows at a time

  private final FileChannel channel;
  private final FlushAhead ahead;
  private final RecordRewriter form;
  private final MessageDigest digest = Sha256.newDigest();
  private byte[] raw = new byte[0];
  private byte[] records = new byte[0];
  private long rows;

  /** Starts with an empty file; {@code form} is reversible. */
  EarlyRecords(FileChannel channel, FlushAhead ahead, RecordRewriter form) {
    this.channel = channel;
    this.ahead = ahead;
    this.form = form;
  }

  /** Writes some raw rows as records; if one does not fit, none of them. */
  boolean add(RowBatch batch) throws IOException {
    reserve(batch.rows());
    ByteBuffer.wrap(raw)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(batch.values(), 0, batch.end());
    return add(raw, batch.rows());
  }

  /** The same with rows that are bytes already, little-endian. */
  boolean add(byte[] some, int number) throws IOException {
    if (!form.fits(some, number)) {
      return false;
    }
    reserve(number);
    form.rewrite(some, number, records);
    int length = number * form.recordBytes();
    digest.update(records, 0, length);
    WholeBuffers.write(channel, ByteBuffer.wrap(records, 0, length), rows * form.recordBytes());
    rows += number;
    ahead.written(length);
    return true;
  }

  /** The digest of all records, if that is the form in which they are stored; ends this. */
  MessageDigest digest() {
    return digest;
  }

  RecordRewriter form() {
    return form;
  }

  long rows() {
    return rows;
  }

  /**
   * Makes raw rows of all records, in place. A row is never shorter than its record, so the last
   * ones come first.
   */
  void restore() throws IOException {
    int rowsAtATime = Math.max(1, RESTORED_BYTES / Math.max(1, form.rawBytes()));
    reserve(rowsAtATime);
    for (long end = rows; end > 0; ) {
      int count = (int) Math.min(rowsAtATime, end);
      end -= count;
      ByteBuffer some = ByteBuffer.wrap(records, 0, count * form.recordBytes());
      WholeBuffers.read(channel, some, end * form.recordBytes());
      form.restore(records, count, raw);
      ByteBuffer restored = ByteBuffer.wrap(raw, 0, count * form.rawBytes());
      WholeBuffers.write(channel, restored, end * form.rawBytes());
    }
  }

  private void reserve(int number) {
    if (raw.length < number * form.rawBytes()) {
      raw = new byte[number * form.rawBytes()];
      records = new byte[number * form.recordBytes()];
    }
  }
}
