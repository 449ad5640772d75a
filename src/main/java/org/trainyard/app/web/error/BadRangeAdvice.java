package org.trainyard.app.web.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.trainyard.app.web.BodyAdvice;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Answers a range that is no part of a file with a problem: Spring sets the status 416 and sends
 * the whole file after it.
 */
@ControllerAdvice
class BadRangeAdvice extends BodyAdvice {

  @Override
  protected void before(
      @Nullable Object body, ServletServerHttpRequest request, ServletServerHttpResponse answer) {
    if (body instanceof Resource file
        && answer.getServletResponse().getStatus()
            == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
      String range = String.valueOf(request.getHeaders().getFirst(HttpHeaders.RANGE));
      throw badRange(range, length(file)).toException();
    }
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
