package org.trainyard.app.web.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says what Jackson's parser stumbled over, with line and column and the way out. */
final class SyntaxProblem {

  private static final Pattern CHARACTER =
      Pattern.compile("Unexpected character \\('(.+)' \\(code", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'");
  private static final Pattern CLOSE = Pattern.compile("Unexpected close marker '(.)'");
  private static final Pattern ESCAPE = Pattern.compile("Unrecognized character escape '(.)'");

  private SyntaxProblem() {}

  static Problem of(JacksonException failure, String json) {
    TokenStreamLocation where = failure.getLocation();
    if (where == null) {
      return Problem.of(ProblemType.MALFORMED_JSON, "The body is not valid JSON.");
    }
    return located(
        Problem.of(
            ProblemType.MALFORMED_JSON,
            "%s, at line %d, column %d."
                .formatted(reason(failure, where, json), where.getLineNr(), where.getColumnNr())),
        where);
  }

  static Problem located(Problem problem, TokenStreamLocation location) {
    return problem.with("line", location.getLineNr()).with("column", location.getColumnNr());
  }

  private static String reason(JacksonException failure, TokenStreamLocation at, String json) {
    String message = String.valueOf(failure.getOriginalMessage());
    if (failure instanceof UnexpectedEndOfInputException
        || message.startsWith("Unexpected end-of-input")
        || at.getCharOffset() > json.length()) {
      return "The JSON ends early";
    }
    if (message.contains("NaN") || message.contains("INF") || message.contains("Infinity")) {
      return "NaN and Infinity are not JSON; use a finite number";
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
