package org.trainyard.app.web.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trainyard.app.web.Problem;

/** The JSON object that tells a client what is wrong (RFC 9457). */
final class ProblemDocument {

  private static final int MAX_VIOLATIONS = 20;

  private ProblemDocument() {}

  /**
   * The members in the order in which they are written.
   *
   * @param problems at least one; the first decides type, status and detail
   */
  static Map<String, Object> of(List<Problem> problems, String instance, String errorId) {
    Problem first = problems.getFirst();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", first.type().uri());
    document.put("title", first.type().title());
    document.put("status", first.type().status().value());
    document.put("detail", first.detail());
    document.put("instance", instance);
    document.put("errorId", errorId);
    first.members().forEach(document::putIfAbsent);
    if (problems.size() > 1) {
      document.put("violations", violations(problems));
      document.put("truncated", problems.size() > MAX_VIOLATIONS);
    }
    return document;
  }

  private static List<Map<String, Object>> violations(List<Problem> problems) {
    return problems.stream().limit(MAX_VIOLATIONS).map(ProblemDocument::violation).toList();
  }

  private static Map<String, Object> violation(Problem problem) {
    Map<String, Object> violation = new LinkedHashMap<>();
    violation.put("type", problem.type().uri());
    violation.put("detail", problem.detail());
    problem.members().forEach(violation::putIfAbsent);
    return violation;
  }
}
