package org.trainyard.app.web.error;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.ExplainedProblem;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Explains each type of problem at the address that is its name. */
@RestController
@Hidden
class ProblemCatalogController {

  private final List<ExplainedProblem> explained;

  ProblemCatalogController(ObjectProvider<ExplainedProblem.Source> sources) {
    this.explained = sources.stream().flatMap(source -> source.problems().stream()).toList();
  }

  @GetMapping(path = "/problems/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> explain(@PathVariable String slug) {
    Optional<ProblemType> type = answer(slug);
    Optional<ExplainedProblem> inside = inside(slug);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("type", "/problems/" + known(slug, type, inside));
    page.put("title", title(type, inside));
    type.ifPresent(known -> page.put("status", known.status().value()));
    inside.ifPresent(known -> page.put("place", known.place()));
    return page;
  }

  /** Every part of the page is a constant of the service: nothing needs escaping. */
  @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
  String explainToPeople(@PathVariable String slug) {
    Optional<ProblemType> type = answer(slug);
    Optional<ExplainedProblem> inside = inside(slug);
    return "<!doctype html><html lang=\"en\"><title>%1$s</title><h1>%1$s</h1><p>%2$s.</p>%3$s%4$s</html>"
        .formatted(
            known(slug, type, inside),
            title(type, inside),
            type.map(known -> "<p>Status %d.</p>".formatted(known.status().value())).orElse(""),
            inside.map(known -> "<p>%s</p>".formatted(known.place())).orElse(""));
  }

  private static String title(Optional<ProblemType> type, Optional<ExplainedProblem> inside) {
    return type.map(ProblemType::title).or(() -> inside.map(ExplainedProblem::title)).orElseThrow();
  }

  private static Optional<ProblemType> answer(String slug) {
    return Arrays.stream(ProblemType.values()).filter(type -> type.slug().equals(slug)).findFirst();
  }

  private Optional<ExplainedProblem> inside(String slug) {
    return explained.stream().filter(problem -> problem.slug().equals(slug)).findFirst();
  }

  private String known(String slug, Optional<ProblemType> type, Optional<ExplainedProblem> inside) {
    return type.map(ProblemType::slug)
        .or(() -> inside.map(ExplainedProblem::slug))
        .orElseThrow(() -> unknown(slug).toException());
  }

  private Problem unknown(String slug) {
    Problem problem =
        Problem.of(
            ProblemType.NOT_FOUND,
            "There is no type of problem named '%s'.".formatted(Echo.of(slug)));
    List<String> slugs =
        Stream.concat(
                Arrays.stream(ProblemType.values()).map(ProblemType::slug),
                explained.stream().map(ExplainedProblem::slug))
            .toList();
    return NearestName.of(slug, slugs)
        .map(near -> problem.hint("Did you mean '%s'?".formatted(near)))
        .orElse(problem);
  }
}
