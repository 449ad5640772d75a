package org.trainyard.app.web;

/** Input quoted back in a message: at most 64 characters, control characters escaped. */
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
      if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT) {
        echo.append("\\u%04x".formatted(codePoint));
      } else {
        echo.appendCodePoint(codePoint);
      }
    }
    return echo.toString();
  }
}
