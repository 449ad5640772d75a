package org.trainyard.app.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in words what a JSON parser stumbled over, and the way out. */
public final class JsonMistake {

  /** What is said where the text breaks off. */
  public static final String ENDS_EARLY = "The JSON ends early";

  private static final Pattern CHARACTER =
      Pattern.compile("Unexpected character \\('(.+)' \\(code", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'");
  private static final Pattern CLOSE = Pattern.compile("Unexpected close marker '(.)'");
  private static final Pattern ESCAPE = Pattern.compile("Unrecognized character escape '(.)'");

  private JsonMistake() {}

  /** A sentence without its full stop. */
  public static String inWords(JacksonException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    if (failure instanceof UnexpectedEndOfInputException
        || message.startsWith("Unexpected end-of-input")) {
      return ENDS_EARLY;
    }
    if (message.contains("NaN") || message.contains("INF") || message.contains("Infinity")) {
      return "NaN and Infinity are not JSON; use a finite number, or null where a value is missing";
    }
    if (message.contains("Leading zero")) {
      return "A number does not begin with a zero that another digit follows";
    }
    if (message.startsWith("Illegal unquoted character")) {
      return "A control character in a text must be escaped, such as \\n or \\t";
    }
    return named(message);
  }

  private static String named(String message) {
    Matcher character = CHARACTER.matcher(message);
    if (character.find()) {
      String quotes = message.contains("double-quote") ? "; names stand in double quotes" : "";
      return "Unexpected character '%s'%s".formatted(Echo.of(character.group(1)), quotes);
    }
    Matcher token = TOKEN.matcher(message);
    if (token.find()) {
      return "'%s' is not a JSON value; texts stand in double quotes"
          .formatted(Echo.of(token.group(1)));
    }
    Matcher close = CLOSE.matcher(message);
    if (close.find()) {
      return "Unexpected '%s'".formatted(close.group(1));
    }
    Matcher escape = ESCAPE.matcher(message);
    return escape.find()
        ? "'\\%s' is no escape of JSON; write a backslash as \\\\"
            .formatted(Echo.of(escape.group(1)))
        : "The JSON is malformed";
  }
}
