package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a file of rows, so that a file is never read as something that it is not. It stands
 * behind the records because it is known when they have been written.
 *
 * <p>All little-endian: for each segment of a record its width in values (int32) and how they are
 * stored (int32: 1 float32, 2 uint8); then the number of rows (int64), the number of segments
 * (int32), the version of the format (int32) and the magic {@code "TRAINROW"} (8 bytes).
 */
record RowsFooter(long rows, RowLayout layout) {

  private static final long MAGIC =
      ByteBuffer.wrap("TRAINROW".getBytes(StandardCharsets.US_ASCII))
          .order(ByteOrder.LITTLE_ENDIAN)
          .getLong();
  private static final int VERSION = 2;
  private static final int FIXED_BYTES = 24;
  private static final int SEGMENT_BYTES = 8;
  private static final int MAX_SEGMENTS = 1 << 20;

  private int bytes() {
    return FIXED_BYTES + SEGMENT_BYTES * layout.segments().size();
  }

  /** The size of all records, which begin with the file. */
  long recordsBytes() {
    return Math.multiplyExact(rows, (long) layout.recordBytes());
  }

  /** The size of the whole file. */
  long fileBytes() {
    return Math.addExact(bytes(), recordsBytes());
  }

  byte[] encoded() {
    ByteBuffer buffer = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (RowLayout.Segment segment : layout.segments()) {
      buffer.putInt(segment.width()).putInt(segment.storage().code());
    }
    buffer.putLong(rows).putInt(layout.segments().size()).putInt(VERSION).putLong(MAGIC);
    return buffer.array();
  }

  /**
   * Reads the end of a file.
   *
   * @throws IOException if it is no file of rows, of another version, or of another size than its
   *     end declares
   */
  static RowsFooter read(FileChannel channel) throws IOException {
    long end = channel.size() - FIXED_BYTES;
    ByteBuffer fixed = read(channel, FIXED_BYTES, end);
    long rows = fixed.getLong();
    int segments = fixed.getInt();
    int version = fixed.getInt();
    if (fixed.getLong() != MAGIC) {
      throw new IOException("the file does not end as a file of rows");
    }
    if (version != VERSION) {
      throw new IOException("the file is of version %d, not %d".formatted(version, VERSION));
    }
    if (segments < 0 || segments > MAX_SEGMENTS) {
      throw new IOException("the file declares %d segments".formatted(segments));
    }
    int length = SEGMENT_BYTES * segments;
    RowsFooter footer = new RowsFooter(rows, layout(read(channel, length, end - length), segments));
    requireSize(footer, channel.size());
    return footer;
  }

  private static void requireSize(RowsFooter footer, long actual) throws IOException {
    try {
      if (footer.rows() >= 0 && footer.fileBytes() == actual) {
        return;
      }
    } catch (ArithmeticException _) {
      // an end that declares more than any file holds
    }
    throw new IOException("the file has %d bytes, other than its end declares".formatted(actual));
  }

  private static RowLayout layout(ByteBuffer buffer, int segments) throws IOException {
    List<RowLayout.Segment> layout = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      int width = buffer.getInt();
      layout.add(new RowLayout.Segment(width, Storage.ofCode(buffer.getInt())));
      if (width < 1) {
        throw new IOException("segment %d of the file is %d wide".formatted(i, width));
      }
    }
    return new RowLayout(layout);
  }

  private static ByteBuffer read(FileChannel channel, int length, long position)
      throws IOException {
    if (position < 0) {
      throw new IOException("the file is too short for a file of rows");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file ends within its description");
      }
    }
    return buffer.flip();
  }
}
