package org.trainyard.app.dataset;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.util.Set;
import java.util.regex.Pattern;

/** What counts as a number and as a missing value in a text file; stricter than Java's parser. */
final class CsvNumber {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "?");

  private CsvNumber() {}

  static boolean isMissing(String text) {
    return MISSING.contains(text);
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** The number as float32; infinite if it is beyond that range. */
  static float parse(String text) {
    return (float) JavaDoubleParser.parseDouble(text);
  }
}
