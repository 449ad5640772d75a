package org.trainyard.app.web;

import java.util.List;
import java.util.Set;

/**
 * What could be read of a document in which something may be wrong.
 *
 * @param value without the members that are wrong: they have their defaults, or mean nothing
 * @param problems everything that is wrong; empty: the value is the document's
 * @param blamed the places, as JSON pointers, of which the value says nothing
 */
public record ReadPart<T>(T value, List<Problem> problems, Set<String> blamed) {

  public ReadPart {
    problems = List.copyOf(problems);
    blamed = Set.copyOf(blamed);
  }

  /** Whether a problem at a place may follow from what is wrong already. */
  public boolean isBlamed(String pointer) {
    return blamed.stream().anyMatch(place -> isAt(place, pointer) || isAt(pointer, place));
  }

  private static boolean isAt(String place, String ancestor) {
    return place.equals(ancestor) || place.startsWith(ancestor + "/");
  }
}
