package org.trainyard.app.web;

/**
 * Input quoted back in a message: at most 64 characters, and what a terminal or an editor would act
 * on instead of showing it (controls, line separators, direction marks, halves of a surrogate pair)
 * as JSON escapes.
 */
public final class Echo {

  private static final int LIMIT = 64;

  private Echo() {}

  public static String of(String input) {
    StringBuilder echo = new StringBuilder();
    int shown = 0;
    for (int codePoint : (Iterable<Integer>) input.codePoints()::iterator) {
      if (shown++ == LIMIT) {
        return echo.append('…').toString();
      }
      if (isPlain(codePoint)) {
        echo.appendCodePoint(codePoint);
      } else {
        Character.toString(codePoint)
            .chars()
            .forEach(half -> echo.append("\\u%04x".formatted(half)));
      }
    }
    return echo.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
