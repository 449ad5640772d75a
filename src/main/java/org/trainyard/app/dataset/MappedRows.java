package org.trainyard.app.dataset;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The records that {@link RowFile} wrote, mapped into memory. */
final class MappedRows implements StoredRows {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena;
  private final MemorySegment records;
  private final long rows;
  private final RowLayout layout;
  private final int width;
  private final int recordBytes;

  private MappedRows(Arena arena, MemorySegment records, long rows, RowLayout layout) {
    this.arena = arena;
    this.records = records;
    this.rows = rows;
    this.layout = layout;
    this.width = layout.width();
    this.recordBytes = layout.recordBytes();
  }

  /** Maps a file; fails if it is damaged, or not the one that holds these rows. */
  static MappedRows open(Path path, long rows, RowLayout layout) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      RowsFooter footer = RowsFooter.read(channel);
      if (!footer.equals(new RowsFooter(rows, layout))) {
        throw new IOException("the file holds other rows than the data set has");
      }
      return mapped(channel, footer);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the rows close it
  private static MappedRows mapped(FileChannel channel, RowsFooter footer) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment records =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, footer.recordsBytes(), arena);
      return new MappedRows(arena, records, footer.rows(), footer.layout());
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void read(long row, float[] values) {
    long at = row * recordBytes;
    int to = 0;
    for (RowLayout.Segment segment : layout.segments()) {
      copy(segment, at, values, to);
      at += segment.bytes();
      to += segment.width();
    }
  }

  @Override
  public float value(long row, int index) {
    long at = row * recordBytes;
    int from = 0;
    for (RowLayout.Segment segment : layout.segments()) {
      if (index < from + segment.width()) {
        long place = at + (long) (index - from) * segment.storage().bytes();
        return switch (segment.storage()) {
          case FLOAT32 -> records.get(FLOAT, place);
          case UINT8 -> records.get(ValueLayout.JAVA_BYTE, place) & 0xFF;
        };
      }
      at += segment.bytes();
      from += segment.width();
    }
    throw new IndexOutOfBoundsException(index);
  }

  private void copy(RowLayout.Segment segment, long at, float[] values, int to) {
    switch (segment.storage()) {
      case FLOAT32 -> MemorySegment.copy(records, FLOAT, at, values, to, segment.width());
      case UINT8 -> {
        for (int i = 0; i < segment.width(); i++) {
          values[to + i] = records.get(ValueLayout.JAVA_BYTE, at + i) & 0xFF;
        }
      }
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
