package org.trainyard.app.web.json;

import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.JsonPointer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Places in a document, as JSON pointers (RFC 6901). */
final class JsonPlace {

  private static final JsonMapper TREES = JsonMapper.builder().build();

  private JsonPlace() {}

  /**
   * The place that a failure is about.
   *
   * @param text the document, empty if it is not at hand
   */
  static String pointer(JacksonException e, String text) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() != null) {
        pointer.append('/').append(JsonPointer.token(step.getPropertyName()));
      } else if (!at(text, pointer.toString()).isValueNode()) {
        pointer.append('/').append(Math.max(0, step.getIndex()));
      } // else a single value that stands for a list of one
    }
    return pointer.toString();
  }

  /** The place of the object whose member the failure is about. */
  static String parent(JacksonException e, String text) {
    String pointer = pointer(e, text);
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  /** What stands at a place; a missing node if nothing does or the document is not at hand. */
  static JsonNode at(String text, String pointer) {
    return text.isEmpty() ? TREES.missingNode() : TREES.readTree(text).at(pointer);
  }

  /** The token of the document at the place: the parser may have moved on. */
  static @Nullable JsonToken tokenOf(MismatchedInputException e, String text) {
    JsonNode node = at(text, pointer(e, text));
    return node.isMissingNode() ? e.getCurrentToken() : node.asToken();
  }
}
