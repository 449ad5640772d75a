package org.trainyard.app.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * The most bytes that the body of a request may have.
 *
 * @param bytes {@link Long#MAX_VALUE} where the endpoint itself counts while it streams
 */
record BodyLimit(long bytes) {

  static final BodyLimit STREAMED = new BodyLimit(Long.MAX_VALUE);
  static final BodyLimit DOCUMENT = new BodyLimit(1L << 20);
  static final BodyLimit PREDICTION = new BodyLimit(16L << 20);

  static BodyLimit of(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.equals("/api/v1/datasets") || path.equals("/api/v1/datasets/inspect")) {
      return STREAMED;
    }
    return path.endsWith("/predict") ? PREDICTION : DOCUMENT;
  }

  /** The problem of a body of that size, if it is one. */
  Optional<Problem> problem(long actual) {
    if (actual <= bytes) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "The body has %d bytes or more; at most %d are taken here."
                    .formatted(actual, bytes))
            .limit(bytes, actual));
  }
}
