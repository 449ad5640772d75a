package org.trainyard.app.web.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks once over a document before it is bound, and finds what is wrong with any JSON whatever it
 * means: syntax, members that stand twice, depth, numbers and text that nothing downstream could
 * hold.
 */
final class JsonSyntax {

  static final int MAX_DEPTH = 32;
  static final int MAX_NUMBER_LENGTH = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2 * MAX_DEPTH)
                  .maxNumberLength(100_000_000)
                  .build())
          .build();

  private final JsonParser parser;
  private final Deque<Set<String>> members = new ArrayDeque<>();

  private JsonSyntax(JsonParser parser) {
    this.parser = parser;
  }

  static void check(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      new JsonSyntax(parser).walk();
    } catch (JacksonException e) {
      throw SyntaxProblem.of(e, json).toException();
    }
  }

  private void walk() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw Problem.of(
              ProblemType.MALFORMED_JSON, "The request body is empty; expected a JSON object.")
          .toException();
    }
    if (token == JsonToken.VALUE_NULL) {
      throw Problem.of(ProblemType.WRONG_TYPE, "The body must be an object, got null.")
          .field("")
          .toException();
    }
    int depth = 0;
    do {
      depth = entered(token, depth);
      check(token);
    } while (depth > 0 && (token = parser.nextToken()) != null);
    refuseTrailing();
  }

  private int entered(JsonToken token, int depth) {
    return switch (token) {
      case START_OBJECT -> {
        members.push(new HashSet<>());
        yield deeper(depth);
      }
      case START_ARRAY -> deeper(depth);
      case END_OBJECT -> {
        members.pop();
        yield depth - 1;
      }
      case END_ARRAY -> depth - 1;
      default -> depth;
    };
  }

  private int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw at(Problem.of(
                  ProblemType.JSON_TOO_DEEP,
                  "The JSON is nested more than %d levels deep.".formatted(MAX_DEPTH))
              .with("limit", MAX_DEPTH))
          .toException();
    }
    return depth + 1;
  }

  private void check(JsonToken token) {
    switch (token) {
      case PROPERTY_NAME -> checkName(parser.currentName());
      case VALUE_STRING -> checkText(parser.getString());
      case VALUE_NUMBER_INT -> checkLength();
      case VALUE_NUMBER_FLOAT -> {
        checkLength();
        checkFinite();
      }
      default -> {}
    }
  }

  private void checkName(String name) {
    checkText(name);
    if (!members.element().add(name)) {
      throw at(field(
              Problem.of(
                  ProblemType.DUPLICATE_FIELD,
                  "The member '%s' stands twice in the same object; keep one."
                      .formatted(Echo.of(name)))))
          .toException();
    }
  }

  /** What databases and terminals choke on: NUL, and halves of a surrogate pair. */
  private void checkText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        throw at(field(
                Problem.of(
                    ProblemType.MALFORMED_JSON,
                    c == 0
                        ? "The text holds the character NUL (\\u0000)."
                        : "The text holds half of a surrogate pair (\\u%04x).".formatted((int) c))))
            .toException();
      }
    }
  }

  private void checkLength() {
    int length = parser.getStringLength();
    if (length > MAX_NUMBER_LENGTH) {
      throw at(field(
              Problem.of(
                      ProblemType.MALFORMED_JSON,
                      "The number is %d characters long; at most %d are read."
                          .formatted(length, MAX_NUMBER_LENGTH))
                  .limit(MAX_NUMBER_LENGTH, length)))
          .toException();
    }
  }

  private void checkFinite() {
    if (Double.isInfinite(parser.getDoubleValue())) {
      throw field(
              Problem.of(
                  ProblemType.NUMBER_NOT_FINITE,
                  "%s exceeds the range of double precision (about 1.8e308)."
                      .formatted(parser.getString())))
          .toException();
    }
  }

  private void refuseTrailing() {
    TokenStreamLocation end = parser.currentLocation();
    boolean trailing;
    try {
      trailing = parser.nextToken() != null;
    } catch (JacksonException _) {
      trailing = true;
    }
    if (trailing) {
      throw SyntaxProblem.located(
              Problem.of(
                  ProblemType.MALFORMED_JSON,
                  "There is text after the end of the JSON value, at line %d, column %d or later."
                      .formatted(end.getLineNr(), end.getColumnNr())),
              end)
          .toException();
    }
  }

  private Problem at(Problem problem) {
    return SyntaxProblem.located(problem, parser.currentTokenLocation());
  }

  private Problem field(Problem problem) {
    return problem.field(parser.streamReadContext().pathAsPointer().toString());
  }
}
