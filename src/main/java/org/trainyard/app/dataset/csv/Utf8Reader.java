package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Decodes UTF-8 and nothing else: a byte that is not is a problem that names its line and offset,
 * never a replacement character. A byte order mark at the beginning is skipped.
 */
final class Utf8Reader extends Reader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private long consumed; // bytes of earlier buffers
  private long line = 1;
  private char last;
  private boolean started;
  private boolean ended;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0) {
      long from = offset();
      CoderResult result = decoder.decode(bytes, chars, ended);
      skipByteOrderMark(chars);
      count(chars, from);
      if (result.isMalformed()) {
        throw problem("is not UTF-8", offset());
      }
      if (chars.position() == 0) {
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

  private long offset() {
    return consumed + bytes.position();
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

  /** Counts lines, and refuses what no text holds and no database takes. */
  private void count(CharBuffer chars, long from) {
    for (int i = 0; i < chars.position(); i++) {
      char next = chars.get(i);
      if (next == 0) {
        long before = StandardCharsets.UTF_8.encode(chars.duplicate().flip().limit(i)).remaining();
        throw problem("is NUL, which no text holds", from + before);
      }
      if (next == '\r' || (next == '\n' && last != '\r')) {
        line++;
      }
      last = next;
    }
  }

  private RuntimeException problem(String what, long byteOffset) {
    return Problem.of(
            ProblemType.TEXT_ENCODING,
            "The byte at offset %d, in line %d, %s.".formatted(byteOffset, line, what))
        .with("line", line)
        .with("byteOffset", byteOffset)
        .hint("Send UTF-8; 'iconv -f LATIN1 -t UTF-8' converts a file.")
        .toException();
  }
}
