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

  static String pointer(JacksonException e) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      pointer.append('/');
      if (step.getPropertyName() != null) {
        pointer.append(JsonPointer.token(step.getPropertyName()));
      } else {
        pointer.append(Math.max(0, step.getIndex()));
      }
    }
    return pointer.toString();
  }

  /** The place of the object whose member the failure is about. */
  static String parent(JacksonException e) {
    String pointer = pointer(e);
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }

  /** What stands at a place; a missing node if nothing does or the document is not at hand. */
  static JsonNode at(String text, String pointer) {
    return text.isEmpty() ? TREES.missingNode() : TREES.readTree(text).at(pointer);
  }

  /** The token of the document at the place: the parser may have moved on. */
  static @Nullable JsonToken tokenOf(MismatchedInputException e, String text) {
    JsonNode node = at(text, pointer(e));
    return node.isMissingNode() ? e.getCurrentToken() : node.asToken();
  }
}
