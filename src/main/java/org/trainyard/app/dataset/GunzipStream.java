package org.trainyard.app.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Decompresses gzip (RFC 1952), one member after the other until the end of the stream.
 *
 * <p>The JDK's own stream silently drops what follows a member if it is damaged, or if the network
 * has not delivered it yet; here it is read, or it is a problem.
 */
final class GunzipStream extends InputStream {

  private static final int MAGIC = 0x1F8B;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0xE0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[1 << 16];
  private int position; // of the next byte in the input
  private int filled;
  private long offset; // of the input's first byte in the stream
  private State state = State.BETWEEN_MEMBERS;

  private enum State {
    BETWEEN_MEMBERS,
    IN_MEMBER,
    ENDED
  }

  GunzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (state != State.ENDED) {
        if (state == State.BETWEEN_MEMBERS) {
          beginMember();
        } else {
          int read = inflated(target, from, length);
          if (read > 0) {
            return read;
          }
        }
      }
      return -1;
    } catch (EOFException _) {
      throw invalid("ends within its data; send the whole file");
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflated(byte[] target, int from, int length) throws IOException {
    try {
      if (inflater.needsInput()) {
        fill();
        inflater.setInput(input, 0, filled);
        position = filled; // the inflater's now; what it leaves comes back at the end of a member
      }
      int read = inflater.inflate(target, from, length);
      checksum.update(target, from, read);
      if (inflater.finished()) {
        position = filled - inflater.getRemaining();
        endMember();
      } else if (inflater.needsDictionary()) {
        throw invalid("asks for a dictionary");
      }
      return read;
    } catch (DataFormatException _) {
      throw invalid("is damaged; compress it again");
    }
  }

  private void beginMember() throws IOException {
    boolean first = offset + position == 0;
    if (!first && isAtEnd()) {
      state = State.ENDED;
      return;
    }
    if (((next() << 8) | next()) != MAGIC) {
      throw invalid("is followed by bytes that are not gzip; send the file without them");
    }
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw invalid("uses a method other than deflate");
    }
    skip(6); // time, extra flags, operating system
    skipOptional(flags);
    inflater.reset();
    checksum.reset();
    inflater.setInput(input, position, filled - position);
    position = filled;
    state = State.IN_MEMBER;
  }

  private void skipOptional(int flags) throws IOException {
    if ((flags & EXTRA) != 0) {
      skip(next() | (next() << 8));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    if (nextLittleEndian() != checksum.getValue()) {
      throw invalid("is damaged: its checksum does not fit");
    }
    if (nextLittleEndian() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw invalid("is damaged: its length does not fit");
    }
    state = State.BETWEEN_MEMBERS;
  }

  private boolean isAtEnd() throws IOException {
    if (position < filled) {
      return false;
    }
    try {
      fill();
      return false;
    } catch (EOFException _) {
      return true;
    }
  }

  private int next() throws IOException {
    if (position == filled) {
      fill();
    }
    return input[position++] & 0xFF;
  }

  private long nextLittleEndian() throws IOException {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // up to the zero byte that ends it
    }
  }

  private void fill() throws IOException {
    offset += filled;
    position = 0;
    filled = Math.max(0, in.read(input));
    if (filled == 0) {
      throw new EOFException();
    }
  }

  private RuntimeException invalid(String reason) {
    long at = offset + position;
    return Problem.of(
            ProblemType.CONTAINER_INVALID, "The gzip data %s (near byte %d).".formatted(reason, at))
        .with("byteOffset", at)
        .toException();
  }
}
