package org.trainyard.app.dataset.csv;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.util.Set;

/**
 * How a file writes numbers and missing values.
 *
 * <p>A number is {@code [+-]?(digits[.digits] or .digits)([eE][+-]?digits)?} with the file's own
 * decimal sign, and nothing else: stricter than Java's parser, which takes {@code 0x1p3} and {@code
 * 1d}.
 *
 * @param missing the words that stand for a missing value, beside the empty field
 * @param decimal the sign before the fraction
 */
record CsvNotation(Set<String> missing, char decimal) {

  /** An empty field is missing; a word from the list is, unless it stands in quotes. */
  boolean isMissing(CsvField field) {
    return field.text().isEmpty()
        || (field.quoting() == CsvField.Quoting.BARE && missing.contains(field.text()));
  }

  boolean isNumber(String text) {
    int at = skipSign(text, 0);
    int whole = skipDigits(text, at);
    int digits = whole - at;
    at = whole;
    if (at < text.length() && text.charAt(at) == decimal) {
      int fraction = skipDigits(text, at + 1);
      digits += fraction - at - 1;
      at = fraction;
    }
    if (digits > 0 && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int from = skipSign(text, at + 1);
      at = skipDigits(text, from);
      digits = at - from;
    }
    return digits > 0 && at == text.length();
  }

  /** The number as a double; infinite if it is beyond that range. */
  double parse(String number) {
    return JavaDoubleParser.parseDouble(decimal == '.' ? number : number.replace(decimal, '.'));
  }

  private static int skipSign(String text, int at) {
    boolean sign = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
    return sign ? at + 1 : at;
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
