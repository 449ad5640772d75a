package org.trainyard.app.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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

  private static final Pattern PREDICTS =
      Pattern.compile("(/predict|/infer|/invocations|:[A-Za-z]+)$");

  static BodyLimit of(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.equals("/api/v1/datasets") || path.equals("/api/v1/datasets/inspect")) {
      return STREAMED;
    }
    if (!PREDICTS.matcher(path).find()) {
      return DOCUMENT;
    }
    return isStreamOfLines(request) ? STREAMED : PREDICTION;
  }

  /** Rows that are answered as they come in; each line has a limit of its own. */
  private static boolean isStreamOfLines(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && request.getRequestURI().startsWith("/api/")
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-ndjson");
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
