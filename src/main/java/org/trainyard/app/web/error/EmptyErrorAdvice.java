package org.trainyard.app.web.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Turns an error without a body, which frameworks answer here and there, into a problem. */
@ControllerAdvice
class EmptyErrorAdvice implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body == null
        && request instanceof ServletServerHttpRequest asked
        && response instanceof ServletServerHttpResponse answered
        && answered.getServletResponse().getStatus() >= 400) {
      throw problem(asked, answered.getServletResponse().getStatus()).toException();
    }
    return body;
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
