package org.trainyard.app.web;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What could be read of a document in which something may be wrong.
 *
 * @param value without the members and elements that are wrong: members have their defaults, or
 *     mean nothing; what followed an element has moved up
 * @param problems everything that is wrong; empty: the value is the document's
 * @param blamed the places, as JSON pointers, of which the value says nothing
 * @param places from the value to the document: where an element stood before others moved up
 */
public record ReadPart<T>(
    T value, List<Problem> problems, Set<String> blamed, UnaryOperator<String> places) {

  public ReadPart {
    problems = List.copyOf(problems);
    blamed = Set.copyOf(blamed);
  }

  /** A document in which nothing is wrong. */
  public static <T> ReadPart<T> whole(T value) {
    return new ReadPart<>(value, List.of(), Set.of(), UnaryOperator.identity());
  }

  /** Whether a problem at a place of the document may follow from what is wrong already. */
  public boolean isBlamed(String pointer) {
    return blamed.stream().anyMatch(place -> isAt(place, pointer) || isAt(pointer, place));
  }

  /** A problem of the value, told of the document. */
  public Problem told(Problem problem) {
    String pointer = String.valueOf(problem.members().getOrDefault("field", ""));
    String place = places.apply(pointer);
    if (place.equals(pointer)) {
      return problem;
    }
    String detail = problem.detail();
    String told = detail.startsWith(pointer) ? place + detail.substring(pointer.length()) : detail;
    return new Problem(problem.type(), told, problem.members()).field(place);
  }

  private static boolean isAt(String place, String ancestor) {
    return place.equals(ancestor) || place.startsWith(ancestor + "/");
  }
}
