package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads and writes all of a buffer at a place of a file. */
final class WholeBuffers {

  private WholeBuffers() {}

  static void read(FileChannel channel, ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        throw new IOException("the rows that were written cannot be read again");
      }
      at += read;
    }
  }

  static void write(FileChannel channel, ByteBuffer source, long position) throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      at += channel.write(source, at);
    }
  }
}
