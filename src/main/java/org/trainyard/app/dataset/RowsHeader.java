package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a file of rows, so that a file is never read as something that it is not.
 *
 * <p>All little-endian: the magic {@code "TRAINROW"} (8 bytes), the version of the format (int32),
 * the number of segments of a record (int32), the number of rows (int64); then for each segment its
 * width in values (int32) and how they are stored (int32: 1 float32, 2 uint8). The records follow
 * without a gap.
 */
record RowsHeader(long rows, RowLayout layout) {

  private static final long MAGIC =
      ByteBuffer.wrap("TRAINROW".getBytes(StandardCharsets.US_ASCII))
          .order(ByteOrder.LITTLE_ENDIAN)
          .getLong();
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 24;
  private static final int SEGMENT_BYTES = 8;
  private static final int MAX_SEGMENTS = 1 << 20;

  int bytes() {
    return FIXED_BYTES + SEGMENT_BYTES * layout.segments().size();
  }

  /** The size of the whole file. */
  long fileBytes() {
    return Math.addExact(bytes(), Math.multiplyExact(rows, (long) layout.recordBytes()));
  }

  byte[] encoded() {
    ByteBuffer buffer = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(MAGIC).putInt(VERSION).putInt(layout.segments().size()).putLong(rows);
    for (RowLayout.Segment segment : layout.segments()) {
      buffer.putInt(segment.width()).putInt(segment.storage().code());
    }
    return buffer.array();
  }

  /**
   * Reads the head of a file.
   *
   * @throws IOException if it is no file of rows, of another version, or of another size than its
   *     head declares
   */
  static RowsHeader read(FileChannel channel) throws IOException {
    ByteBuffer fixed = read(channel, FIXED_BYTES, 0);
    if (fixed.getLong() != MAGIC) {
      throw new IOException("the file does not begin as a file of rows");
    }
    int version = fixed.getInt();
    if (version != VERSION) {
      throw new IOException("the file is of version %d, not %d".formatted(version, VERSION));
    }
    int segments = fixed.getInt();
    if (segments < 0 || segments > MAX_SEGMENTS) {
      throw new IOException("the file declares %d segments".formatted(segments));
    }
    RowsHeader header =
        new RowsHeader(
            fixed.getLong(),
            layout(read(channel, SEGMENT_BYTES * segments, FIXED_BYTES), segments));
    requireSize(header, channel.size());
    return header;
  }

  private static void requireSize(RowsHeader header, long actual) throws IOException {
    try {
      if (header.rows() >= 0 && header.fileBytes() == actual) {
        return;
      }
    } catch (ArithmeticException _) {
      // a head that declares more than any file holds
    }
    throw new IOException("the file has %d bytes, other than its head declares".formatted(actual));
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
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file ends within its head");
      }
    }
    return buffer.flip();
  }
}
