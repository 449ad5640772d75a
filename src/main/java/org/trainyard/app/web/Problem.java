package org.trainyard.app.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that is wrong, in words that say where it is and what to do.
 *
 * @param detail one or two sentences for a person: place, limit, way out
 * @param members what else the problem document holds, in order: {@code field}, {@code row}, {@code
 *     line}, {@code column}, {@code limit}, {@code actual}, {@code allowed}, {@code hint}
 */
public record Problem(ProblemType type, String detail, Map<String, Object> members) {

  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, Map.of());
  }

  /** The place in the request's JSON, as a JSON pointer (RFC 6901). */
  public Problem field(String pointer) {
    return with("field", pointer);
  }

  public Problem limit(Object limit, Object actual) {
    return with("limit", limit).with("actual", actual);
  }

  public Problem allowed(List<?> allowed) {
    return with("allowed", allowed);
  }

  public Problem hint(String hint) {
    return with("hint", hint);
  }

  public Problem with(String name, Object value) {
    Map<String, Object> extended = new LinkedHashMap<>(members);
    extended.put(name, value);
    return new Problem(type, detail, extended);
  }

  public ProblemException toException() {
    return new ProblemException(List.of(this));
  }
}
