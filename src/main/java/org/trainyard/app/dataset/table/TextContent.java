package org.trainyard.app.dataset.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trainyard.app.dataset.Column.Ignored.Reason;

/** Tells texts that are no categories: dates, names of rows, sentences. */
final class TextContent {

  private static final int LEAST_ROWS = 20; // fewer tell nothing
  private static final double MOST_DIFFERENT = 0.5; // share of rows with a text of their own
  private static final int LONG = 24; // characters, on average
  private static final int LOOKED_AT = 1000;
  private static final String TIME =
      "\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[AaPp][Mm])?( ?(Z|UTC|[+-]\\d{2}:?\\d{2}))?";
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}"
              + "|\\d{1,2}[- ]?[A-Za-z]{3,9}\\.?[- ]\\d{2,4}|[A-Za-z]{3,9}\\.? \\d{1,2}, \\d{4})([T ]"
              + TIME
              + ")?|"
              + TIME);
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private TextContent() {}

  /**
   * Why a column of texts should not be learned from, if it should not.
   *
   * @param texts the different ones
   * @param present rows that hold one of them
   */
  static Optional<Reason> reasonToIgnore(List<String> texts, long present) {
    List<String> some = texts.subList(0, Math.min(LOOKED_AT, texts.size()));
    if (some.stream().allMatch(text -> DATE.matcher(text).matches())) {
      return Optional.of(Reason.DATE);
    }
    if (present < LEAST_ROWS || texts.size() < MOST_DIFFERENT * present) {
      return Optional.empty();
    }
    if (some.stream().allMatch(text -> UUID.matcher(text).matches())) {
      return Optional.of(Reason.ID);
    }
    double length = some.stream().mapToInt(String::length).average().orElse(0);
    double blanks = some.stream().mapToLong(TextContent::blanks).average().orElse(0);
    return Optional.of(length >= LONG || blanks >= 1 ? Reason.FREE_TEXT : Reason.ID);
  }

  private static long blanks(String text) {
    return text.chars().filter(Character::isWhitespace).count();
  }
}
