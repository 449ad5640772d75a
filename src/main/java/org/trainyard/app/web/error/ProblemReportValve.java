package org.trainyard.app.web.error;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Answers requests that Tomcat refuses before any of our code sees them. */
final class ProblemReportValve extends ErrorReportValve {

  private static final String TOO_LARGE =
      StringManager.getManager("org.apache.coyote.http11")
          .getString("iib.requestheadertoolarge.error");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]+");

  private final ProblemWriter writer;

  ProblemReportValve(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    boolean nothingToSay = response.getStatus() < 400 || response.getContentWritten() > 0;
    if (nothingToSay || !response.setErrorReported()) {
      return;
    }
    try {
      writer.write(
          request,
          response.getResponse(),
          problem(request, response.getStatus(), failureOf(request, failure)));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // The client is gone: there is nobody to tell.
      container.getLogger().debug("no answer to a client that has gone", e);
    }
  }

  private static @Nullable Throwable failureOf(Request request, @Nullable Throwable failure) {
    Object attribute = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    return attribute instanceof Throwable original ? original : failure;
  }

  private static Problem problem(Request request, int status, @Nullable Throwable failure) {
    if (areHeadersTooLarge(failure)) {
      return Optional.ofNullable(FrameworkProblems.byStatus(HttpStatusCode.valueOf(431)))
          .orElseGet(ProblemAdvice::internal);
    }
    if (status == 400) {
      return malformed(request);
    }
    return Optional.ofNullable(FrameworkProblems.byStatus(HttpStatusCode.valueOf(status)))
        .orElseGet(ProblemAdvice::internal);
  }

  /** Tomcat answers 400 to these too and tells them apart by its messages alone. */
  private static boolean areHeadersTooLarge(@Nullable Throwable failure) {
    return failure instanceof IllegalStateException
        || (failure != null && TOO_LARGE.equals(failure.getMessage()));
  }

  private static Problem malformed(Request request) {
    List<String> hosts = Collections.list(request.getHeaders("host"));
    boolean headersWereRead = request.getCoyoteRequest().getMimeHeaders().size() > 0;
    if (isTargetSuspect(request, headersWereRead)) {
      return Problem.of(
          ProblemType.BAD_PATH,
          "The path is malformed: it must be UTF-8 without encoded slashes, backslashes, control"
              + " characters or steps above the root; other special characters are"
              + " percent-encoded.");
    }
    if (headersWereRead && !(hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches())) {
      return Problem.of(
          ProblemType.BAD_HOST,
          "A request needs exactly one Host header, which is a name or an address.");
    }
    return Problem.of(ProblemType.BAD_REQUEST, "The request line or a header is not valid HTTP.");
  }

  /** A request line that was given up after its method was given up in its target. */
  private static boolean isTargetSuspect(Request request, boolean headersWereRead) {
    String path = request.getRequestURI();
    if (path == null || path.isEmpty()) {
      String method = request.getMethod();
      return !headersWereRead && method != null && !method.isEmpty();
    }
    return path.contains("%") || path.contains("\\") || path.contains("..");
  }
}
