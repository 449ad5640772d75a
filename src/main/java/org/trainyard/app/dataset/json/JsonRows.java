package org.trainyard.app.dataset.json;

import java.io.IOException;
import java.io.InputStream;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks over the rows of a text, of which the parser holds a few kilobytes. What it throws beside
 * problems is {@link JacksonException}, see {@link JsonFailures}. Belongs to one thread.
 */
final class JsonRows implements AutoCloseable {

  private static final int MOST_DEPTH = 100; // of columns that are left out; others have none
  private static final int LONGEST_NAME = 1000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxNumberLength(FieldColumn.MAX_CHARACTERS)
                  .maxStringLength(FieldColumn.MAX_CHARACTERS)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .build();

  private final Framing framing;
  private final JsonParser parser;
  private boolean begun;
  private long row;

  JsonRows(InputStream in, Framing framing) {
    this.framing = framing;
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), in);
  }

  /** Moves to the beginning of the next row: the start of an object or of an array. */
  boolean next() {
    JsonToken token = begun ? parser.nextToken() : begin();
    boolean ended = framing == Framing.ARRAY && token == JsonToken.END_ARRAY;
    if (token == null || ended) {
      requireEnd();
      return false;
    }
    row++;
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      throw Problem.of(
              ProblemType.CONTAINER_INVALID,
              "Row %d is %s; a row is an object, such as {\"height\": 1.8}, or an array."
                  .formatted(row, words(token)))
          .with("row", row)
          .toException();
    }
    return true;
  }

  JsonParser parser() {
    return parser;
  }

  /** The number of the row, from 1. */
  long row() {
    return row;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private JsonToken begin() {
    begun = true;
    JsonToken token = parser.nextToken();
    if (framing == Framing.LINES || token == null) {
      return token;
    }
    if (token != JsonToken.START_ARRAY) {
      throw Problem.of(
              ProblemType.CONTAINER_INVALID,
              "The file is %s; expected an array of rows.".formatted(words(token)))
          .hint("Rows one after the other, without an array around them, are format=jsonl.")
          .toException();
    }
    return parser.nextToken();
  }

  private void requireEnd() {
    if (parser.nextToken() != null) {
      throw Problem.of(
              ProblemType.CONTAINER_INVALID,
              "There is text after the end of the array, in line %d."
                  .formatted(parser.currentTokenLocation().getLineNr()))
          .with("line", parser.currentTokenLocation().getLineNr())
          .toException();
    }
  }

  /** What a token is, with its article. */
  static String words(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }
}
