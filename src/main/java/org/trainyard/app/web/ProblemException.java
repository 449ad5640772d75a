package org.trainyard.app.web;

import java.util.List;

/** A request that cannot be served; its first problem decides the status and the type. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Carries one problem or several.
   *
   * @param problems at least one, the most important first
   */
  public ProblemException(List<Problem> problems) {
    super(problems.getFirst().detail());
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
