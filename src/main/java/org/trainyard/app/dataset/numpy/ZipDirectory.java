package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the directory at the end of a ZIP archive (PKWARE's APPNOTE 6.3, sections 4.3 and 4.4) as
 * strictly as NumPy writes it: one file, no comment, nothing before, between or behind. The JDK's
 * reader takes memory for a directory of any length, and reads some archives differently from
 * others.
 */
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_BYTES = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA64 = 1;
  private static final long IN_EXTRA64 = 0xFFFFFFFFL;
  private static final int ENCRYPTED = 1;
  private static final int MOST_BYTES = 1 << 16; // of the directory
  private static final int MOST_ENTRIES = 100;

  private final FileChannel file;
  private final long start; // of the directory
  private final ByteBuffer bytes;

  private ZipDirectory(FileChannel file, long start, ByteBuffer bytes) {
    this.file = file;
    this.start = start;
    this.bytes = bytes;
  }

  /** An archive that cannot be read; the message ends a sentence. */
  static final class Damaged extends RuntimeException {

    private static final long serialVersionUID = 1;

    Damaged(String message) {
      super(message);
    }
  }

  /** The members of an archive, in the order of its directory. */
  static List<ZipMember> read(FileChannel file) throws IOException {
    long size = file.size();
    if (size < END_BYTES) {
      throw new Damaged("ends early");
    }
    ByteBuffer end = read(file, size - END_BYTES, END_BYTES);
    if (end.getInt(0) != END || end.getShort(20) != 0) {
      throw new Damaged("ends early, or has a comment or other bytes behind its directory");
    }
    long start = unsigned(end.getInt(16));
    long length = unsigned(end.getInt(12));
    long endOffset = size - END_BYTES;
    if (start == IN_EXTRA64 || length == IN_EXTRA64) {
      endOffset = end64(file, endOffset);
      ByteBuffer end64 = read(file, endOffset, END64_BYTES);
      length = end64.getLong(40);
      start = end64.getLong(48);
    }
    if (start < 0 || length < 0 || start != endOffset - length) {
      throw new Damaged("has a directory that is not where it should be");
    }
    if (length > MOST_BYTES) {
      throw new Damaged(
          "has a directory of %d bytes, the limit is %d".formatted(length, MOST_BYTES));
    }
    return new ZipDirectory(file, start, read(file, start, (int) length)).members();
  }

  /** Where the end record for large archives stands. */
  private static long end64(FileChannel file, long end) throws IOException {
    if (end < LOCATOR64_BYTES + END64_BYTES) {
      throw new Damaged("ends early");
    }
    ByteBuffer locator = read(file, end - LOCATOR64_BYTES, LOCATOR64_BYTES);
    long offset = locator.getLong(8);
    if (locator.getInt(0) != LOCATOR64
        || offset != end - LOCATOR64_BYTES - END64_BYTES
        || read(file, offset, END64_BYTES).getInt(0) != END64) {
      throw new Damaged("has a directory that is not where it should be");
    }
    return offset;
  }

  private List<ZipMember> members() throws IOException {
    List<ZipMember> members = new ArrayList<>();
    while (bytes.hasRemaining()) {
      if (members.size() == MOST_ENTRIES) {
        throw new Damaged("has more than %d entries".formatted(MOST_ENTRIES));
      }
      members.add(member());
    }
    return members;
  }

  private ZipMember member() throws IOException {
    if (bytes.remaining() < ENTRY_BYTES || bytes.getInt(bytes.position()) != ENTRY) {
      throw new Damaged("has a damaged directory");
    }
    ByteBuffer entry = slice(ENTRY_BYTES);
    String name = new String(array(slice(length(entry, 28))), StandardCharsets.UTF_8);
    ByteBuffer extra = slice(length(entry, 30));
    slice(length(entry, 32)); // comment
    if ((entry.getShort(8) & ENCRYPTED) != 0) {
      throw new Damaged("is encrypted");
    }
    ByteBuffer large = extra64(extra);
    long size = size(entry.getInt(24), large);
    long compressed = size(entry.getInt(20), large);
    long local = size(entry.getInt(42), large);
    ZipMember.Method method = method(entry.getShort(10));
    if (method == ZipMember.Method.STORED && size != compressed) {
      throw new Damaged("has an entry whose sizes do not fit");
    }
    long offset = data(local, compressed);
    return new ZipMember(name, method, offset, compressed, size, unsigned(entry.getInt(16)));
  }

  private static ZipMember.Method method(int number) {
    return switch (number) {
      case 0 -> ZipMember.Method.STORED;
      case 8 -> ZipMember.Method.DEFLATED;
      default -> throw new Damaged("uses a compression other than deflate");
    };
  }

  /** Where the bytes of a member begin, behind its local header. */
  private long data(long local, long compressed) throws IOException {
    if (local < 0 || local > start - LOCAL_BYTES) {
      throw new Damaged("has an entry outside of the file");
    }
    ByteBuffer header = read(file, local, LOCAL_BYTES);
    long offset = local + LOCAL_BYTES + length(header, 26) + length(header, 28);
    if (header.getInt(0) != LOCAL || compressed < 0 || compressed > start - offset) {
      throw new Damaged("has an entry outside of the file");
    }
    return offset;
  }

  /** The sizes that did not fit into 32 bits; empty where all did. */
  private static ByteBuffer extra64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Short.toUnsignedInt(extra.getShort());
      if (length > extra.remaining()) {
        throw new Damaged("has a damaged directory");
      }
      if (id == EXTRA64) {
        return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private static long size(int narrow, ByteBuffer large) {
    if (unsigned(narrow) != IN_EXTRA64) {
      return unsigned(narrow);
    }
    if (large.remaining() < Long.BYTES) {
      throw new Damaged("has a damaged directory");
    }
    return large.getLong();
  }

  private ByteBuffer slice(int length) {
    if (length > bytes.remaining()) {
      throw new Damaged("has a damaged directory");
    }
    ByteBuffer slice = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + length);
    return slice;
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] array = new byte[buffer.remaining()];
    buffer.get(array);
    return array;
  }

  private static int length(ByteBuffer header, int at) {
    return Short.toUnsignedInt(header.getShort(at));
  }

  private static long unsigned(int number) {
    return Integer.toUnsignedLong(number);
  }

  private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (read.hasRemaining()) {
      if (file.read(read, position + read.position()) < 0) {
        throw new Damaged("ends early");
      }
    }
    return read.flip();
  }
}
