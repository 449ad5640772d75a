package org.trainyard.app.web.json;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** Names every required member that an object lacks, since Jackson names the first alone. */
record MissingMembers(RequiredMembers required) {

  /** Whether Jackson stopped at a required member that is absent. */
  static boolean isCauseOf(MismatchedInputException e) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Missing required creator property")
        && !e.getPath().isEmpty();
  }

  /**
   * One problem for each of them, that of Jackson first.
   *
   * @param text the document, empty if it is not at hand
   */
  List<Problem> problems(MismatchedInputException e, String text) {
    JacksonException.Reference last = e.getPath().getLast();
    String first = String.valueOf(last.getPropertyName());
    String parent = JsonPlace.parent(e);
    JsonNode object = JsonPlace.at(text, parent);
    return Stream.concat(Stream.of(first), requiredBy(last.from()).stream())
        .distinct()
        .filter(name -> name.equals(first) || (object.isObject() && !object.has(name)))
        .map(name -> missing(parent, name))
        .toList();
  }

  private static Problem missing(String parent, String name) {
    return Problem.of(
            ProblemType.MISSING_FIELD, "The required member '%s' is missing.".formatted(name))
        .field(parent + "/" + JsonPlace.escaped(name));
  }

  private List<String> requiredBy(@Nullable Object owner) {
    return owner == null
        ? List.of()
        : required.of(owner instanceof Class<?> type ? type : owner.getClass());
  }
}
