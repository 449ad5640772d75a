package org.trainyard.app.dataset;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The records that {@link RowWriter} wrote, mapped into memory. */
final class MappedRows implements StoredRows {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment file;
  private final long rows;
  private final RowWriter.Element[] elements;
  private final int recordBytes;

  private MappedRows(Path path, long rows, List<RowWriter.Element> elements) throws IOException {
    this.rows = rows;
    this.elements = elements.toArray(RowWriter.Element[]::new);
    this.recordBytes = elements.stream().mapToInt(RowWriter.Element::bytes).sum();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.size() != rows * recordBytes) {
        throw new IOException(
            "the file has %d bytes, not %d".formatted(channel.size(), rows * recordBytes));
      }
      this.file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  /** Maps a file; fails if its length is not that of its rows. */
  static MappedRows open(Path path, long rows, List<RowWriter.Element> elements)
      throws IOException {
    return new MappedRows(path, rows, elements);
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public int width() {
    return elements.length;
  }

  @Override
  public void read(long row, float[] values) {
    long at = row * recordBytes;
    for (int i = 0; i < elements.length; i++) {
      switch (elements[i]) {
        case FLOAT32 -> values[i] = file.get(FLOAT, at);
        case UINT8 -> values[i] = file.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
      }
      at += elements[i].bytes();
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
