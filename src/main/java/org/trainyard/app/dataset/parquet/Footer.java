package org.trainyard.app.dataset.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.trainyard.app.dataset.parquet.ThriftCursor.Malformed;

/**
 * The description of a file at its end (Apache Parquet, parquet.thrift: FileMetaData), checked for
 * what would overwhelm its reader: its length, the depth of its schema, the length of its lists.
 */
final class Footer {

  private static final int MAGIC = 0x31524150; // PAR1
  private static final int ENCRYPTED_MAGIC = 0x45524150; // PARE
  private static final int TAIL_BYTES = 8;
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_ROW_GROUPS = 10_000;
  private static final int MOST_ELEMENTS = 50_000; // of a schema
  private static final int MOST_DEPTH = 50; // of a schema

  private final ThriftCursor cursor;
  private final Deque<Long> open = new ArrayDeque<>(); // children that are still to come
  private long children; // of the element that is being read

  private Footer(ThriftCursor cursor) {
    this.cursor = cursor;
  }

  /** A file that uses something that is not read; the message is a sentence. */
  static final class Unsupported extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unsupported(String message) {
      super(message);
    }
  }

  /**
   * Checks a file's footer.
   *
   * @return where it begins
   */
  static long check(FileChannel file) throws IOException {
    long size = file.size();
    if (size < Integer.BYTES + TAIL_BYTES) {
      throw new Malformed("it has %d bytes".formatted(size));
    }
    requireMagic(read(file, 0, Integer.BYTES).getInt(), 0);
    ByteBuffer tail = read(file, size - TAIL_BYTES, TAIL_BYTES);
    long length = Integer.toUnsignedLong(tail.getInt());
    requireMagic(tail.getInt(), size - Integer.BYTES);
    if (length > MOST_BYTES || length > size - TAIL_BYTES - Integer.BYTES) {
      throw new Malformed(
          "its footer declares %d bytes; the file has %d, the limit is %d"
              .formatted(length, size, MOST_BYTES));
    }
    long start = size - TAIL_BYTES - length;
    new Footer(new ThriftCursor(read(file, start, (int) length))).walk();
    return start;
  }

  static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new Malformed("it ends early");
      }
    }
    return bytes.flip();
  }

  private static void requireMagic(int magic, long offset) {
    if (magic == ENCRYPTED_MAGIC) {
      throw encrypted();
    }
    if (magic != MAGIC) {
      throw new Malformed("there is no PAR1 at offset %d".formatted(offset));
    }
  }

  private static Unsupported encrypted() {
    return new Unsupported("The file is encrypted.");
  }

  private void walk() {
    cursor.structure(field -> {
      switch (field) {
        case 2 -> {
          cursor.structures(MOST_ELEMENTS, this::schemaElement);
          requireComplete();
        }
        case 4 -> cursor.structures(MOST_ROW_GROUPS, this::rowGroup);
        case 8 -> throw encrypted();
        default -> cursor.skip();
      }
    });
  }

  private void schemaElement() {
    children = 0;
    cursor.structure(field -> {
      if (field == 5) {
        children = cursor.number();
      } else {
        cursor.skip();
      }
    });
    if (children < 0 || children > MOST_ELEMENTS) {
      throw new Malformed("its schema has an element with %d children".formatted(children));
    }
    if (!open.isEmpty()) {
      open.push(open.pop() - 1);
    }
    open.push(children);
    while (!open.isEmpty() && open.peek() == 0) {
      open.pop();
    }
    if (open.size() > MOST_DEPTH) {
      throw new Malformed("its schema is more than %d levels deep".formatted(MOST_DEPTH));
    }
  }

  private void requireComplete() {
    if (!open.isEmpty()) {
      throw new Malformed("its schema ends early");
    }
  }

  private void rowGroup() {
    cursor.structure(field -> {
      if (field == 1) {
        cursor.structures(MOST_ELEMENTS, this::columnChunk);
      } else {
        cursor.skip();
      }
    });
  }

  private void columnChunk() {
    cursor.structure(field -> {
      switch (field) {
        case 1 -> throw new Unsupported("Columns of the file lie in other files.");
        case 8, 9 -> throw encrypted();
        default -> cursor.skip();
      }
    });
  }
}
