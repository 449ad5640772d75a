package org.trainyard.app.model;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A place in a JSON document from which the plainest forms of its parts are read. Whatever is not
 * plain is not read, and left to a parser that knows all of JSON. Of one thread.
 */
final class JsonScanner {

  private static final int MAX_NUMBER_LENGTH = 64; // of the strict parser
  private static final int MAX_DIGITS = 18; // of a whole number

  private final byte[] json;
  private int at;
  private float number;

  JsonScanner(byte[] json) {
    this.json = json;
  }

  /** The next byte that is not white space, 0 at the end. */
  byte peek() {
    while (at < json.length && isSpace(json[at])) {
      at++;
    }
    return at < json.length ? json[at] : 0;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /** Goes past a character, if it is the next one. */
  boolean skip(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  /** Goes past a text without escapes, if it is the next one. */
  boolean skipText(byte[] utf8) {
    if (peek() != '"') {
      return false;
    }
    int from = at + 1;
    int to = from + utf8.length;
    if (to >= json.length
        || json[to] != '"'
        || !Arrays.equals(json, from, to, utf8, 0, utf8.length)) {
      return false;
    }
    at = to + 1;
    return true;
  }

  /** Goes past {@code null}, if it is next. */
  boolean skipNull() {
    if (peek() != 'n'
        || at + 4 > json.length
        || json[at + 1] != 'u'
        || json[at + 2] != 'l'
        || json[at + 3] != 'l') {
      return false;
    }
    at += 4;
    return true;
  }

  /** Reads a text of printable ASCII without escapes, if one is next. */
  Optional<String> text() {
    if (peek() != '"') {
      return Optional.empty();
    }
    int from = at + 1;
    for (int i = from; i < json.length; i++) {
      byte c = json[i];
      if (c == '"') {
        at = i + 1;
        return Optional.of(new String(json, from, i - from, StandardCharsets.US_ASCII));
      }
      if (c < ' ' || c == '\\') { // a byte beyond ASCII is negative
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Reads a number into {@link #number()}, if one is next that 32 bits can hold. */
  boolean readNumber() {
    int from = peek() == '-' ? at + 1 : at;
    int to = digitsEnd(from);
    if (to == from || (json[from] == '0' && to > from + 1)) {
      return false;
    }
    if (to < json.length && (json[to] == '.' || (json[to] | 0x20) == 'e')) {
      return readFraction(to);
    }
    long digits = digits(from, to);
    if (digits < 0) {
      return false;
    }
    number = (float) (double) (from > at ? -digits : digits);
    at = to;
    return true;
  }

  /**
   * Reads what goes on behind its whole digits; as the float nearest to the double nearest to it,
   * as a parser of doubles has it.
   */
  private boolean readFraction(int wholeEnd) {
    int to = wholeEnd;
    if (json[to] == '.') {
      to = digitsEnd(wholeEnd + 1);
      if (to == wholeEnd + 1) {
        return false;
      }
    }
    if (to < json.length && (json[to] | 0x20) == 'e') {
      int sign = to + 1 < json.length ? json[to + 1] : 0;
      int exponent = sign == '-' || sign == '+' ? to + 2 : to + 1;
      to = digitsEnd(exponent);
      if (to <= exponent) {
        return false;
      }
    }
    if (to - at > MAX_NUMBER_LENGTH) {
      return false;
    }
    float read = (float) JavaDoubleParser.parseDouble(json, at, to - at);
    if (!Float.isFinite(read)) {
      return false;
    }
    number = read;
    at = to;
    return true;
  }

  /** Where the digits end that begin there. */
  private int digitsEnd(int from) {
    int to = from;
    while (to < json.length && json[to] >= '0' && json[to] <= '9') {
      to++;
    }
    return to;
  }

  /** The whole number that these digits are, -1 if they are more than a long surely holds. */
  private long digits(int from, int to) {
    long digits = to - from > MAX_DIGITS ? -1 : 0;
    for (int i = from; i < to && digits >= 0; i++) {
      digits = 10 * digits + json[i] - '0';
    }
    return digits;
  }

  /** What {@link #readNumber()} read. */
  float number() {
    return number;
  }

  /** Whether there is nothing more but white space. */
  boolean isAtEnd() {
    return peek() == 0 && at == json.length;
  }
}
