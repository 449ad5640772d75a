package org.trainyard.app.web.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ReadPart;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds a document again and again, each time without what was wrong the last time: Jackson stops
 * at the first mistake, and a client wants to hear of all. A member that must be there and is not
 * gets something that binds, and is blamed, so that nobody takes it for the client's. An array
 * loses elements; what follows them moves up, and is told by the number that it had.
 */
final class PartReader {

  /** More than that are not of one slip each. */
  private static final int MAX_MISTAKES = 50;

  private final JsonMapper mapper;
  private final JsonProblems words;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> blamed = new HashSet<>();
  private final ArrayNumbers arrays = new ArrayNumbers();

  PartReader(JsonMapper mapper, JsonProblems words) {
    this.mapper = mapper;
    this.words = words;
  }

  /**
   * Reads what fits.
   *
   * @param text valid JSON
   */
  <T> ReadPart<T> read(String text, Class<T> type) {
    String rest = text;
    for (int i = 0; i <= MAX_MISTAKES; i++) {
      try {
        return part(mapper.readValue(rest, type));
      } catch (JacksonException e) {
        rest = without(words.of(e, rest), rest);
      }
    }
    throw new ProblemException(problems);
  }

  private <T> ReadPart<T> part(T value) {
    return new ReadPart<>(value, problems, blamed, arrays::original);
  }

  /** The document without what is wrong with it. */
  private String without(List<Problem> wrong, String text) {
    JsonNode document = mapper.readTree(text);
    for (Problem problem : wrong) {
      String pointer = String.valueOf(problem.members().getOrDefault("field", ""));
      boolean follows = blamed.contains(arrays.original(pointer));
      if (!follows) {
        problems.add(part(document).told(problem));
      }
      JsonPointer place = JsonPointer.compile(pointer);
      if (!(follows ? repairAgain(document, place) : repair(document, place))) {
        throw new ProblemException(problems);
      }
    }
    return mapper.writeValueAsString(document);
  }

  /** Removes what stands at a place, or puts a text there if nothing does. */
  private boolean repair(JsonNode document, JsonPointer place) {
    if (place.matches()) {
      return false; // the whole document
    }
    blamed.add(arrays.original(place.toString()));
    if (document.at(place.head()) instanceof ArrayNode array) {
      return arrays.take(document, array, place) || repair(document, place.head());
    }
    if (document.at(place.head()) instanceof ObjectNode owner) {
      String name = place.last().getMatchingProperty();
      if (owner.remove(name) == null) {
        owner.put(name, "");
      }
      return true;
    }
    return repair(document, place.head());
  }

  /** What was put there does not bind, or what was removed must be there. */
  private boolean repairAgain(JsonNode document, JsonPointer place) {
    if (document.at(place).isString() && document.at(place.head()) instanceof ObjectNode owner) {
      owner.putObject(place.last().getMatchingProperty());
      return true;
    }
    return repair(document, place.head());
  }
}
