package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Decodes UTF-8 and nothing else: a byte that is not is an error that names its offset, never a
 * replacement character. A byte order mark at the beginning is skipped.
 */
final class Utf8Reader extends Reader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private final CharsetDecoder decoder = Utf8.newDecoder();
  private long consumed; // bytes of the file before the buffer
  private boolean started;
  private boolean ended;

  /** Reads a file, or what is left of it behind so many bytes. */
  Utf8Reader(InputStream in, long byteOffset) {
    this.in = in;
    this.consumed = byteOffset;
    this.started = byteOffset > 0;
  }

  /** A byte that is not UTF-8. */
  static final class NotUtf8Exception extends IOException {

    private static final long serialVersionUID = 1;

    private final long byteOffset;

    private NotUtf8Exception(long byteOffset) {
      super("the byte at offset %d is not UTF-8".formatted(byteOffset));
      this.byteOffset = byteOffset;
    }

    long byteOffset() {
      return byteOffset;
    }
  }

  /** What stands before a bad byte is handed on first, so that the caller knows how far it came. */
  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      skipByteOrderMark(chars);
      if (chars.position() == 0) {
        if (result.isMalformed()) {
          throw new NotUtf8Exception(consumed + bytes.position());
        }
        if (ended) {
          return -1;
        }
        fill();
      }
    }
    return chars.position();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void fill() throws IOException {
    consumed += bytes.position();
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
  }

  private void skipByteOrderMark(CharBuffer chars) {
    if (!started && chars.position() > 0) {
      started = true;
      if (chars.get(0) == BYTE_ORDER_MARK) {
        int end = chars.position();
        chars.position(1).limit(end);
        chars.compact();
      }
    }
  }
}
