package org.trainyard.app.web.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.trainyard.app.web.BodyAdvice;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Turns an error without a body, which frameworks answer here and there, into a problem. */
@ControllerAdvice
class EmptyErrorAdvice extends BodyAdvice {

  @Override
  protected void before(
      @Nullable Object body, ServletServerHttpRequest request, ServletServerHttpResponse answer) {
    int status = answer.getServletResponse().getStatus();
    if (body == null && status >= 400) {
      throw problem(request, status).toException();
    }
  }

  private static Problem problem(ServletServerHttpRequest request, int status) {
    Problem problem =
        Optional.ofNullable(FrameworkProblems.byStatus(HttpStatusCode.valueOf(status)))
            .orElseGet(ProblemAdvice::internal);
    return problem.type() == ProblemType.NOT_FOUND
        ? FrameworkProblems.notFound(request.getServletRequest())
        : problem;
  }
}
