package org.trainyard.app.web.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Answers a range that is no part of a file with a problem: Spring sets the status 416 and sends
 * the whole file after it.
 */
@ControllerAdvice
class BadRangeAdvice implements ResponseBodyAdvice<Object> {

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
    if (body instanceof Resource file
        && response instanceof ServletServerHttpResponse answered
        && answered.getServletResponse().getStatus()
            == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
      String range = String.valueOf(request.getHeaders().getFirst(HttpHeaders.RANGE));
      throw badRange(range, length(file)).toException();
    }
    return body;
  }

  private static Problem badRange(String range, long length) {
    return Problem.of(
            ProblemType.BAD_RANGE,
            "The range '%s' is no part of the %d bytes; a range is such as bytes=0-%d."
                .formatted(Echo.of(range), length, Math.max(0, length - 1)))
        .with("header", HttpHeaders.RANGE)
        .with("limit", length);
  }

  private static long length(Resource file) {
    try {
      return file.contentLength();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
