package org.trainyard.app.web.json;

import org.trainyard.app.web.JsonMistake;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What Jackson's parser stumbled over in a body, with line and column. */
final class SyntaxProblem {

  private SyntaxProblem() {}

  static Problem of(JacksonException failure, String json) {
    TokenStreamLocation where = failure.getLocation();
    if (where == null) {
      return Problem.of(ProblemType.MALFORMED_JSON, "The body is not valid JSON.");
    }
    boolean behindEnd = where.getCharOffset() > json.length();
    return located(
        Problem.of(
            ProblemType.MALFORMED_JSON,
            "%s, at line %d, column %d."
                .formatted(
                    behindEnd ? JsonMistake.ENDS_EARLY : JsonMistake.inWords(failure),
                    where.getLineNr(),
                    where.getColumnNr())),
        where);
  }

  static Problem located(Problem problem, TokenStreamLocation location) {
    return problem.with("line", location.getLineNr()).with("column", location.getColumnNr());
  }
}
