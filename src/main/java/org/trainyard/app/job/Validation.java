package org.trainyard.app.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.job.estimate.Estimate;
import org.trainyard.app.job.resolution.SpecificationResolver;
import org.trainyard.app.job.resolution.SpecificationWarning;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.web.Problem;

/**
 * What the service says of a specification that is not submitted.
 *
 * @param problems why it would be refused
 * @param warnings what is allowed and seldom wanted
 * @param resolved with every default filled in, if it is valid
 * @param estimate what it would cost, if it is valid
 */
public record Validation(
    boolean valid,
    List<Map<String, Object>> problems,
    List<SpecificationWarning> warnings,
    @Nullable ResolvedSpecification resolved,
    @Nullable Estimate estimate) {

  static Validation of(SpecificationResolver.Checked checked, Estimate estimate) {
    return new Validation(true, List.of(), checked.warnings(), checked.resolved(), estimate);
  }

  static Validation of(List<Problem> problems) {
    return new Validation(
        false, problems.stream().map(Validation::document).toList(), List.of(), null, null);
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
