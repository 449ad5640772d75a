package org.trainyard.app.dataset.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.dataset.parquet.ThriftCursor.Malformed;

/**
 * Walks over the heads of all pages of a column in a row group, and compares them with what the
 * footer says and with the bytes that are there.
 */
final class PageWalk {

  private static final int MOST_HEAD_BYTES = 1 << 20; // statistics of long texts stand in it
  private static final int FIRST_HEAD_BYTES = 1 << 10;
  private static final int MOST_INDEX_BYTES = 16 << 20;
  private static final int VALUE_BYTES = 12; // of a decoded value and its level

  private final FileChannel file;
  private final ColumnChunk chunk;
  private final long end;
  private final List<Location> locations = new ArrayList<>();
  private long values;
  private long uncompressed;
  private long largestPage;
  private long dictionary;

  private PageWalk(FileChannel file, ColumnChunk chunk) {
    this.file = file;
    this.chunk = chunk;
    this.end = chunk.chunkStartOffset() + chunk.metaData().totalCompressedSize();
  }

  /** Where a data page lies, with its head. */
  private record Location(long offset, long bytes) {}

  /**
   * What was found.
   *
   * @param uncompressed bytes of all pages
   * @param largestPage bytes that its reader takes for one page, and the dictionary
   * @param dictionary bytes of the dictionary
   */
  record Found(long uncompressed, long largestPage, long dictionary) {}

  /**
   * Walks over a chunk.
   *
   * @param rows of its row group, each of which has one value
   * @param limit where the pages of a file must have ended
   */
  static Found check(FileChannel file, ColumnChunk chunk, long rows, long limit)
      throws IOException {
    PageWalk walk = new PageWalk(file, chunk);
    walk.requireWithin(limit);
    walk.pages();
    if (walk.values != rows || chunk.metaData().numValues() != rows) {
      throw new Malformed(
          "column '%s' has %d values in a group of %d rows"
              .formatted(chunk.metaData().pathInSchema(), walk.values, rows));
    }
    walk.requireIndex(limit);
    return new Found(walk.uncompressed, walk.largestPage + walk.dictionary, walk.dictionary);
  }

  private void requireWithin(long limit) {
    ColumnMetaData column = chunk.metaData();
    long start = chunk.chunkStartOffset();
    long size = column.totalCompressedSize();
    if (start < Integer.BYTES || size < 0 || start > limit || size > limit - start) {
      throw new Malformed(
          "column '%s' is said to lie outside of the file".formatted(column.pathInSchema()));
    }
  }

  private void pages() throws IOException {
    for (long at = chunk.chunkStartOffset(); at < end; ) {
      PageHead head = head(at);
      long size = head.bytes() + head.compressed();
      if (size > end - at) {
        throw new Malformed("the page at offset %d reaches beyond its column".formatted(at));
      }
      requireUncompressed(head, at + head.bytes());
      add(head, at, size);
      at += size;
    }
  }

  private PageHead head(long at) throws IOException {
    int most = (int) Math.min(MOST_HEAD_BYTES, end - at);
    try {
      return PageHead.parse(Footer.read(file, at, Math.min(FIRST_HEAD_BYTES, most)));
    } catch (Malformed e) {
      if (most <= FIRST_HEAD_BYTES) {
        throw e;
      }
      return PageHead.parse(Footer.read(file, at, most));
    }
  }

  private void add(PageHead head, long at, long size) {
    uncompressed = Math.addExact(uncompressed, head.uncompressed());
    if (head.isData()) {
      values += head.values();
      largestPage = Math.max(largestPage, head.uncompressed() + VALUE_BYTES * head.values());
      if (chunk.offsetIndexOffset() != null) {
        locations.add(new Location(at, size));
      }
    } else {
      dictionary = Math.max(dictionary, head.uncompressed());
      if (head.values() > head.uncompressed() + 1 && head.kind() == PageHead.Kind.DICTIONARY) {
        throw new Malformed(
            "a dictionary declares %d values in %d bytes"
                .formatted(head.values(), head.uncompressed()));
      }
    }
  }

  /**
   * Compares sizes where the decompressor would not: without a codec the two are equal, and
   * Snappy's native code writes as many bytes as the compressed ones announce, wherever they go.
   */
  private void requireUncompressed(PageHead head, long at) throws IOException {
    CompressionCodec codec = chunk.metaData().codec();
    long announced = head.uncompressed();
    if (codec == CompressionCodec.UNCOMPRESSED || head.coding() == PageHead.Coding.PLAIN) {
      announced = head.compressed();
    } else if (codec == CompressionCodec.SNAPPY && head.compressed() > head.levels()) {
      announced = head.levels() + snappyLength(at + head.levels(), head);
    }
    if (announced != head.uncompressed()) {
      throw new Malformed(
          "the page at offset %d declares %d bytes and holds %d"
              .formatted(at, head.uncompressed(), announced));
    }
  }

  private long snappyLength(long at, PageHead head) throws IOException {
    ByteBuffer bytes = Footer.read(file, at, (int) Math.min(5, head.compressed() - head.levels()));
    long length = 0;
    for (int shift = 0; bytes.hasRemaining(); shift += 7) {
      int next = bytes.get() & 0xFF;
      length |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return length;
      }
    }
    return -1;
  }

  /** The index of pages, which its reader follows instead of walking, names the same ones. */
  private void requireIndex(long limit) throws IOException {
    Long offset = chunk.offsetIndexOffset();
    Integer length = chunk.offsetIndexLength();
    if (offset == null || length == null) {
      return;
    }
    if (offset < 0 || length < 0 || length > MOST_INDEX_BYTES || offset > limit - length) {
      throw new Malformed("an index of pages is said to lie outside of the file");
    }
    List<Location> indexed = new ArrayList<>();
    ThriftCursor cursor = new ThriftCursor(Footer.read(file, offset, length));
    cursor.structure(field -> {
      if (field == 1) {
        cursor.structures(MOST_INDEX_BYTES, () -> indexed.add(location(cursor)));
      } else {
        cursor.skip();
      }
    });
    if (!indexed.equals(locations)) {
      throw new Malformed("an index of pages does not fit the pages");
    }
  }

  private static Location location(ThriftCursor cursor) {
    long[] numbers = new long[2];
    cursor.structure(field -> {
      if (field == 1 || field == 2) {
        numbers[field - 1] = cursor.number();
      } else {
        cursor.skip();
      }
    });
    return new Location(numbers[0], numbers[1]);
  }
}
