package org.trainyard.app.dataset.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tells the separator of a CSV file from its first lines. */
final class SeparatorGuess {

  /** The rarer a sign is in plain text, the earlier it is tried. */
  private static final String SEPARATORS = "\t;|, ";

  static final int SAMPLE_BYTES = 1 << 16;
  private static final int SAMPLE_LINES = 20;

  private SeparatorGuess() {}

  /**
   * The first sign that stands equally often in each of the first lines; else the comma, or the
   * semicolon where the comma is the decimal sign.
   */
  static char of(byte[] sample, char decimal) {
    List<String> lines = firstLines(sample);
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      long first = lines.isEmpty() ? 0 : count(lines.getFirst(), separator);
      if (separator != decimal
          && first > 0
          && lines.stream().allMatch(line -> count(line, separator) == first)) {
        return separator;
      }
    }
    return decimal == ',' ? ';' : ',';
  }

  /** Lines as a CSV reader sees them: a line break within quotes does not end one. */
  private static List<String> firstLines(byte[] sample) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    boolean quoted = false;
    char last = '\n';
    String text = new String(sample, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      quoted = isQuoted(quoted, last, next);
      last = next;
      if (quoted || (next != '\n' && next != '\r')) {
        line.append(next);
      } else {
        addLine(lines, line);
      }
    }
    // The last line of a sample may be cut off in the middle.
    if (sample.length < SAMPLE_BYTES || lines.isEmpty()) {
      addLine(lines, line);
    }
    return lines.subList(0, Math.min(SAMPLE_LINES, lines.size()));
  }

  private static void addLine(List<String> lines, StringBuilder line) {
    String text = line.toString();
    line.setLength(0);
    if (!text.isBlank()) {
      lines.add(text.endsWith(" ") || text.startsWith(" ") ? withoutBlankEnds(text) : text);
    }
  }

  /** Blanks at the ends separate nothing; a tab at the end may. */
  private static String withoutBlankEnds(String text) {
    return text.replaceAll("^ +| +$", "");
  }

  private static long count(String line, char separator) {
    long count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      quoted = isQuoted(quoted, i == 0 ? '\n' : line.charAt(i - 1), line.charAt(i));
      if (line.charAt(i) == separator && !quoted && !isRepeatedBlank(line, i)) {
        count++;
      }
    }
    return count;
  }

  /** A quote opens where a field begins, or where it is the second of two; every quote closes. */
  private static boolean isQuoted(boolean quoted, char last, char next) {
    if (next != '"') {
      return quoted;
    }
    return !quoted
        && (last == '\n' || last == '\r' || last == '"' || SEPARATORS.indexOf(last) >= 0);
  }

  private static boolean isRepeatedBlank(String line, int i) {
    return line.charAt(i) == ' ' && i > 0 && line.charAt(i - 1) == ' ';
  }
}
