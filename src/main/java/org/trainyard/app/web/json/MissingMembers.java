package org.trainyard.app.web.json;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.JsonPointer;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Names every required member that an object lacks, and before them every member that is not known:
 * one of these is often the missing one, misspelt. Jackson names the first missing one alone.
 */
record MissingMembers(Members members) {

  /** Whether Jackson stopped at a required member that is absent. */
  static boolean isCauseOf(MismatchedInputException e) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Missing required creator property")
        && !e.getPath().isEmpty();
  }

  /**
   * One problem for each of them.
   *
   * @param text the document, empty if it is not at hand
   */
  List<Problem> problems(MismatchedInputException e, String text) {
    JacksonException.Reference last = e.getPath().getLast();
    String first = String.valueOf(last.getPropertyName());
    String parent = JsonPlace.parent(e, text);
    JsonNode object = JsonPlace.at(text, parent);
    Members.OfType type = typeOf(last.from());
    return Stream.concat(
            unknown(object, type)
                .map(name -> JsonProblems.unknownMember(name, place(parent, name), type.known())),
            absent(object, type, first).map(name -> missing(parent, name)))
        .toList();
  }

  private static Stream<String> unknown(JsonNode object, Members.OfType type) {
    return type.known().isEmpty()
        ? Stream.empty()
        : object.propertyNames().stream().filter(name -> !type.known().contains(name));
  }

  private static Stream<String> absent(JsonNode object, Members.OfType type, String first) {
    return Stream.concat(Stream.of(first), type.required().stream())
        .distinct()
        .filter(name -> name.equals(first) || (object.isObject() && !object.has(name)));
  }

  private static Problem missing(String parent, String name) {
    return Problem.of(
            ProblemType.MISSING_FIELD, "The required member '%s' is missing.".formatted(name))
        .field(place(parent, name));
  }

  private static String place(String parent, String name) {
    return parent + "/" + JsonPointer.token(name);
  }

  private Members.OfType typeOf(@Nullable Object owner) {
    return members.of(
        owner instanceof Class<?> type ? type : owner == null ? Object.class : owner.getClass());
  }
}
