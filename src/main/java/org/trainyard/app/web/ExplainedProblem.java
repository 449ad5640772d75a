package org.trainyard.app.web;

import java.util.List;

/**
 * A type of problem that is not the answer to a request but stands inside one, such as the failure
 * of a job; it has a page as every {@link ProblemType} has.
 *
 * @param slug the last part of its URI
 * @param title what it means
 * @param place where a client meets it
 */
public record ExplainedProblem(String slug, String title, String place) {

  /** A part of the service that has such types. */
  @FunctionalInterface
  public interface Source {
    List<ExplainedProblem> problems();
  }
}
