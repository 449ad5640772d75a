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
import java.util.List;
import org.trainyard.app.storage.DurableFile;
import org.trainyard.app.storage.Sha256;

/**
 * Writes rows in the form that training reads without parsing.
 *
 * <p>The file is a sequence of records of one size, nothing else; a record holds the values of a
 * row column by column, each as little-endian float32 or, where a column is bytes, as one unsigned
 * byte. What the columns are stands in the database. The file's name is the SHA-256 of its content.
 */
final class RowWriter implements AutoCloseable {

  private final Path folder;
  private final List<Element> elements;
  private final DurableFile file;
  private final MessageDigest digest = Sha256.newDigest();
  private final OutputStream out;
  private final ByteBuffer record;
  private long rows;

  /** How one value is stored. */
  enum Element {
    FLOAT32(4),
    UINT8(1);

    private final int bytes;

    Element(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }
  }

  /** The name and size of a published file. */
  record Stored(String sha256, long bytes, long rows) {}

  /**
   * Starts a file.
   *
   * @param elements how each value of a row is stored
   */
  RowWriter(Path folder, List<Element> elements) throws IOException {
    this.folder = folder;
    this.elements = List.copyOf(elements);

    this.file = DurableFile.create(folder.resolve("rows"));
    this.out = new BufferedOutputStream(new DigestOutputStream(file.stream(), digest), 1 << 16);
    this.record =
        ByteBuffer.allocate(elements.stream().mapToInt(Element::bytes).sum())
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Appends a row: one value for each element, in their order. */
  void write(float[] values) throws IOException {
    record.clear();
    for (int i = 0; i < elements.size(); i++) {
      switch (elements.get(i)) {
        case FLOAT32 -> record.putFloat(values[i]);
        case UINT8 -> record.put((byte) (int) values[i]);
      }
    }
    out.write(record.array(), 0, record.position());
    rows++;
  }

  /** Makes the file visible under the name of its content. */
  Stored publish() throws IOException {
    out.flush();
    String sha256 = HexFormat.of().formatHex(digest.digest());
    file.publish(folder.resolve(sha256));
    return new Stored(sha256, rows * record.capacity(), rows);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
