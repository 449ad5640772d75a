package org.trainyard.app.dataset.text;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads a decimal number, correct to the last bit of a double.
 *
 * <p>A number of few digits is the quotient of two doubles that are exact, and so is rounded once
 * (W. Clinger, "How to read floating point numbers accurately", 1990); FastDoubleParser reads the
 * others.
 */
final class NumberParser {

  private static final int LONG_DIGITS = 18; // as many fit into a long
  private static final long EXACT = 1L << 53;
  private static final double[] POWERS = { // of ten, those that are exact in a double
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final char decimal;

  NumberParser(char decimal) {
    this.decimal = decimal;
  }

  /**
   * The number as a double; infinite if it is beyond that range.
   *
   * @return NaN if the text is not {@code [+-]?(digits[.digits] or .digits)([eE][+-]?digits)?}
   */
  double parse(char[] text, int from, int length) {
    int end = from + length;
    int at = from;
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int start = at;
    while (at < end && isDigit(text[at])) {
      digits = 10 * digits + (text[at++] - '0');
    }
    int count = at - start;
    int fraction = 0;
    if (at < end && text[at] == decimal) {
      start = ++at;
      while (at < end && isDigit(text[at])) {
        digits = 10 * digits + (text[at++] - '0');
      }
      fraction = at - start;
      count += fraction;
    }
    if (count == 0) {
      return Double.NaN;
    }
    if (at < end) {
      return isExponent(text, at, end) ? parseAny(text, from, length) : Double.NaN;
    }
    if (count > LONG_DIGITS || digits > EXACT) {
      return parseAny(text, from, length);
    }
    double value = fraction == 0 ? digits : digits / POWERS[fraction];
    return text[from] == '-' ? -value : value;
  }

  private double parseAny(char[] text, int from, int length) {
    if (decimal == '.') {
      return JavaDoubleParser.parseDouble(text, from, length);
    }
    return JavaDoubleParser.parseDouble(new String(text, from, length).replace(decimal, '.'));
  }

  private static boolean isExponent(char[] text, int from, int end) {
    int at = from + 1;
    if (text[from] != 'e' && text[from] != 'E') {
      return false;
    }
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    int start = at;
    while (at < end && isDigit(text[at])) {
      at++;
    }
    return at > start && at == end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
