package org.trainyard.app.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.web.Problem;

/**
 * What the service says of a specification that is not submitted.
 *
 * @param problems why it would be refused
 * @param resolved with every default filled in, if it is valid
 */
record Validation(
    boolean valid, List<Map<String, Object>> problems, @Nullable ResolvedSpecification resolved) {

  static Validation of(ResolvedSpecification resolved) {
    return new Validation(true, List.of(), resolved);
  }

  static Validation of(List<Problem> problems) {
    return new Validation(false, problems.stream().map(Validation::document).toList(), null);
  }

  private static Map<String, Object> document(Problem problem) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", problem.type().uri());
    document.put("title", problem.type().title());
    document.put("detail", problem.detail());
    document.putAll(problem.members());
    return document;
  }
}
