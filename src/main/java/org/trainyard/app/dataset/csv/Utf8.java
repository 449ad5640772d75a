package org.trainyard.app.dataset.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Short texts between bytes and characters, without objects for those that are ASCII. */
final class Utf8 {

  /** Bytes of a character at most; the two of a pair have four together. */
  static final int MOST_BYTES = 3;

  private static final int CHECKED = 1 << 12;

  private Utf8() {}

  /** A decoder that takes a byte that is not UTF-8 for an error. */
  static CharsetDecoder newDecoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Whether a range of bytes is UTF-8. */
  static boolean isValid(byte[] bytes, int from, int end) {
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, end - from);
    CharBuffer chars = CharBuffer.allocate(CHECKED);
    CharsetDecoder decoder = newDecoder();
    while (true) {
      CoderResult result = decoder.decode(rest, chars.clear(), true);
      if (!result.isOverflow()) {
        return result.isUnderflow();
      }
    }
  }

  /**
   * Writes characters as UTF-8 into an array that has room for them.
   *
   * @return where the bytes end
   */
  static int encode(char[] text, int from, int length, byte[] bytes, int to) {
    for (int i = 0; i < length; i++) {
      char c = text[from + i];
      if (c >= 0x80) {
        byte[] encoded = new String(text, from, length).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, to, encoded.length);
        return to + encoded.length;
      }
      bytes[to + i] = (byte) c;
    }
    return to + length;
  }

  /**
   * Writes bytes that are UTF-8 as characters into an array that has room for them.
   *
   * @return how many characters
   */
  static int decode(byte[] bytes, int from, int end, char[] text) {
    for (int i = from; i < end; i++) {
      if (bytes[i] < 0) {
        String decoded = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        decoded.getChars(0, decoded.length(), text, 0);
        return decoded.length();
      }
      text[i - from] = (char) bytes[i];
    }
    return end - from;
  }
}
