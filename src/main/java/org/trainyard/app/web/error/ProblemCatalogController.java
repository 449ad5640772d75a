package org.trainyard.app.web.error;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Explains each type of problem at the address that is its name. */
@RestController
@Hidden
class ProblemCatalogController {

  @GetMapping(path = "/problems/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> explain(@PathVariable String slug) {
    ProblemType type = named(slug);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("type", type.uri());
    page.put("title", type.title());
    page.put("status", type.status().value());
    return page;
  }

  /** Every part of the page is a constant of {@link ProblemType}: nothing needs escaping. */
  @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
  String explainToPeople(@PathVariable String slug) {
    ProblemType type = named(slug);
    return "<!doctype html><html lang=\"en\"><title>%1$s</title><h1>%1$s</h1><p>%2$s (%3$d)</p></html>"
        .formatted(type.slug(), type.title(), type.status().value());
  }

  private static ProblemType named(String slug) {
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> unknown(slug).toException());
  }

  private static Problem unknown(String slug) {
    Problem problem =
        Problem.of(
            ProblemType.NOT_FOUND,
            "There is no type of problem named '%s'.".formatted(Echo.of(slug)));
    return NearestName.of(slug, Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList())
        .map(near -> problem.hint("Did you mean '%s'?".formatted(near)))
        .orElse(problem);
  }
}
