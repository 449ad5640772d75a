package org.trainyard.app.dataset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.trainyard.app.storage.DurableFile;
import org.trainyard.app.storage.Sha256;

/**
 * Writes rows in the form that training reads without parsing: a {@link RowsHeader}, then records
 * of one size. The file's name is the SHA-256 of its content.
 */
final class RowWriter implements RowSink, AutoCloseable {

  private final Path folder;
  private final RowsHeader header;
  private final DurableFile file;
  private final MessageDigest digest = Sha256.newDigest();
  private final OutputStream out;
  private final ByteBuffer record;
  private long rows;

  /** Starts a file of so many rows. */
  RowWriter(Path folder, RowLayout layout, long rows) throws IOException {
    this.folder = folder;
    this.header = new RowsHeader(rows, layout);
    this.file = DurableFile.create(folder.resolve("rows"));
    this.out = new BufferedOutputStream(new DigestOutputStream(file.stream(), digest), 1 << 16);
    this.record = ByteBuffer.allocate(layout.recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    out.write(header.encoded());
  }

  @Override
  public void write(float[] values) throws IOException {
    record.clear();
    int from = 0;
    for (RowLayout.Segment segment : header.layout().segments()) {
      put(segment, values, from);
      from += segment.width();
    }
    out.write(record.array(), 0, record.position());
    rows++;
  }

  private void put(RowLayout.Segment segment, float[] values, int from) {
    for (int i = from; i < from + segment.width(); i++) {
      switch (segment.storage()) {
        case FLOAT32 -> record.putFloat(values[i]);
        case UINT8 -> record.put((byte) (int) values[i]);
      }
    }
  }

  /**
   * Brings all of it to the disk, under a temporary name still.
   *
   * @return the SHA-256 of the content, in lower-case hexadecimal
   */
  String finish() throws IOException {
    if (rows != header.rows()) {
      throw new IllegalStateException(
          "%d rows were written, not %d".formatted(rows, header.rows()));
    }
    out.flush();
    file.channel().force(true);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The size of the finished file. */
  long bytes() {
    return header.fileBytes();
  }

  /** Makes the finished file visible under a name. */
  void publish(String name) throws IOException {
    file.publish(folder.resolve(name));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
