package org.trainyard.app.dataset.text;

import java.util.Set;

/**
 * How a file writes numbers and missing values.
 *
 * <p>A number is {@code [+-]?(digits[.digits] or .digits)([eE][+-]?digits)?} with the file's own
 * decimal sign, and nothing else: stricter than Java's parser, which takes {@code 0x1p3} and {@code
 * 1d}.
 */
public final class Notation {

  private final Set<String> missing;
  private final char decimal;
  private final NumberParser parser;
  private final char[][] words;

  /**
   * A notation.
   *
   * @param missing the words that stand for a missing value, beside the empty field
   * @param decimal the sign before the fraction
   */
  public Notation(Set<String> missing, char decimal) {
    this.missing = missing;
    this.decimal = decimal;
    this.parser = new NumberParser(decimal);
    this.words = missing.stream().map(String::toCharArray).toArray(char[][]::new);
  }

  public Set<String> missing() {
    return missing;
  }

  public char decimal() {
    return decimal;
  }

  NumberParser parser() {
    return parser;
  }

  /** An empty field is missing; a word from the list is, unless it stands in quotes. */
  public boolean isMissing(String text, Quoting quoting) {
    return text.isEmpty() || (quoting == Quoting.BARE && missing.contains(text));
  }

  /** Whether a text is a word from the list. */
  public boolean isMissingWord(char[] text, int from, int length) {
    for (char[] word : words) {
      if (word.length == length && matches(word, text, from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(char[] word, char[] text, int from) {
    for (int i = 0; i < word.length; i++) {
      if (word[i] != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a person, or another tool, would read a number. */
  public boolean readsAsNumber(String text) {
    return isNumber(text) || Oddity.of(text, this) != Oddity.WORD;
  }

  boolean isNumber(String text) {
    return !Double.isNaN(parser.parse(text.toCharArray(), 0, text.length()));
  }
}
