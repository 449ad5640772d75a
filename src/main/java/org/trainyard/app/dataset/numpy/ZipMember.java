package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A file in an archive.
 *
 * @param offset where its bytes begin
 * @param compressed how many bytes they are
 * @param size how many they become
 * @param checksum CRC-32 of what they become
 */
record ZipMember(
    String name, Method method, long offset, long compressed, long size, long checksum) {

  private static final int CHUNK = 1 << 16;

  /** How bytes are compressed. */
  enum Method {
    STORED,
    DEFLATED
  }

  /**
   * Decompresses the member; never more than its size is written.
   *
   * @throws ZipDirectory.Damaged if it is not what the directory says
   */
  void copyTo(FileChannel archive, OutputStream out) throws IOException {
    Copy copy = new Copy(out);
    switch (method) {
      case STORED -> copy.stored(archive);
      case DEFLATED -> copy.inflated(archive);
    }
    copy.requireWhole();
  }

  private byte[] chunk(FileChannel archive, long from) throws IOException {
    ByteBuffer chunk = ByteBuffer.wrap(new byte[(int) Math.min(CHUNK, compressed - from)]);
    while (chunk.hasRemaining()) {
      if (archive.read(chunk, offset + from + chunk.position()) < 0) {
        throw new IOException("the staged file is shorter than it was");
      }
    }
    return chunk.array();
  }

  /** One copy on its way. */
  private final class Copy {

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private long written;

    Copy(OutputStream out) {
      this.out = out;
    }

    void stored(FileChannel archive) throws IOException {
      for (long from = 0; from < compressed; from += CHUNK) {
        byte[] chunk = chunk(archive, from);
        write(chunk, chunk.length);
      }
    }

    void inflated(FileChannel archive) throws IOException {
      Inflater inflater = new Inflater(true);
      byte[] target = new byte[CHUNK];
      try {
        for (long from = 0; from < compressed && !inflater.finished(); from += CHUNK) {
          inflater.setInput(chunk(archive, from));
          for (int count = inflater.inflate(target); count > 0; ) {
            write(target, count);
            count = inflater.inflate(target);
          }
        }
        if (!inflater.finished() || inflater.getBytesRead() != compressed) {
          throw damaged("its data end early or late");
        }
      } catch (DataFormatException _) {
        throw damaged("its data are damaged");
      } finally {
        inflater.end();
      }
    }

    private void write(byte[] bytes, int count) throws IOException {
      written += count;
      if (written > size) {
        throw damaged("it is larger than the archive says");
      }
      crc.update(bytes, 0, count);
      out.write(bytes, 0, count);
    }

    void requireWhole() {
      if (written != size) {
        throw damaged("it is smaller than the archive says");
      }
      if (crc.getValue() != checksum) {
        throw damaged("its checksum does not fit");
      }
    }

    private ZipDirectory.Damaged damaged(String reason) {
      return new ZipDirectory.Damaged("of '%s' %s".formatted(name, reason));
    }
  }
}
