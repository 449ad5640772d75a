package org.trainyard.app.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.error.ProblemWriter;

/** Refuses paths that mean different things to different readers, encoded and oversized bodies. */
final class RequestFormFilter extends OncePerRequestFilter {

  private static final Pattern SUSPECT =
      Pattern.compile("//|[;\\\\\\p{Cntrl}]|%(2f|5c|25|2e|3b|7f|0.|1.)", Pattern.CASE_INSENSITIVE);

  private static final Pattern INFERENCE = Pattern.compile("/v2/models/.+/infer");

  private final ProblemWriter writer;

  RequestFormFilter(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    BodyLimit limit = BodyLimit.of(request);
    Optional<Problem> problem =
        path(request)
            .or(() -> encoding(request))
            .or(() -> mediaType(request))
            .or(() -> limit.problem(request.getContentLengthLong()));
    if (problem.isPresent()) {
      writer.write(request, response, problem.get());
    } else {
      chain.doFilter(new GuardedRequest(request, limit), response);
    }
  }

  private static Optional<Problem> path(HttpServletRequest request) {
    if (!SUSPECT.matcher(request.getRequestURI()).find()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            ProblemType.BAD_PATH,
            "The path '%s' is malformed: no empty step, no ';' or backslash, no encoded slash, dot,"
                    .formatted(Echo.of(request.getRequestURI()))
                + " percent or control character."));
  }

  /** A wildcard is for Accept; as the type of a body it says nothing. */
  private static Optional<Problem> mediaType(HttpServletRequest request) {
    String type = request.getContentType();
    boolean isRead = request.getRequestURI().startsWith("/api/");
    if (type == null || !isRead || !type.contains("*")) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            ProblemType.MEDIA_TYPE_UNSUPPORTED,
            "The Content-Type '%s' names no type; say what the body is, such as application/json."
                .formatted(Echo.of(type))));
  }

  private static Optional<Problem> encoding(HttpServletRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (INFERENCE.matcher(request.getRequestURI()).matches()) {
      return Optional.empty(); // it undoes encodings itself
    }
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                ProblemType.ENCODING_UNSUPPORTED,
                "The Content-Encoding '%s' is not supported on requests."
                    .formatted(Echo.of(encoding)))
            .hint("Send the body as it is; a gzip file of data is sent as the file itself."));
  }
}
