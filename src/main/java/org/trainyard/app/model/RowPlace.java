package org.trainyard.app.model;

import java.util.function.Supplier;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;

/** Says in which line of a text a problem is. */
final class RowPlace {

  private RowPlace() {}

  /** What is read from that line, or its problems with the line. */
  static <T> T at(long line, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ProblemException e) {
      throw new ProblemException(
          e.problems().stream()
              .map(problem ->
                  new Problem(
                          problem.type(),
                          "Line %d: %s".formatted(line, problem.detail()),
                          problem.members())
                      .with("line", line))
              .toList());
    }
  }
}
