package org.trainyard.app.web.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.ErrorForm;
import org.trainyard.app.web.Ids;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place that answers with a problem: for controllers, filters and the server itself.
 *
 * <p>It writes whatever the client said it accepts, since an error that cannot be read helps no
 * one.
 */
@Component
public final class ProblemWriter {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_INSTANCE_LENGTH = 256;
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final Set<HttpStatus> WORTH_A_RETRY =
      Set.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          HttpStatus.TOO_MANY_REQUESTS,
          HttpStatus.INSUFFICIENT_STORAGE);

  private final Ids ids;
  private final List<ErrorForm> forms;

  ProblemWriter(Ids ids, ObjectProvider<ErrorForm> forms) {
    this.ids = ids;
    this.forms = forms.stream().toList();
  }

  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    write(request, response, List.of(problem));
  }

  /** Answers, unless an answer is already on its way to the client. */
  public void write(
      HttpServletRequest request, HttpServletResponse response, List<Problem> problems)
      throws IOException {
    String errorId = ids.next("err_");
    log(request, problems.getFirst(), errorId);
    answer(request, response, problems, errorId);
  }

  /** Logs what the client must not see, and answers that the service made a mistake. */
  void writeInternal(
      HttpServletRequest request, HttpServletResponse response, Throwable failure, Problem problem)
      throws IOException {
    String errorId = ids.next("err_");
    LOG.error("{} {} failed, errorId {}", request.getMethod(), path(request), errorId, failure);
    answer(request, response, List.of(problem), errorId);
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      List<Problem> problems,
      String errorId)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    headers(response, problems.getFirst());
    Optional<ErrorForm> form =
        forms.stream().filter(other -> other.covers(path(request))).findFirst();
    byte[] body =
        form.isPresent()
            ? inOtherForm(response, form.get().answer(problems.getFirst()))
            : asDocument(response, ProblemDocument.of(problems, instance(request), errorId));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private static byte[] inOtherForm(HttpServletResponse response, ErrorForm.Answer answer) {
    response.setStatus(answer.status());
    response.setContentType(answer.contentType()); // no charset: clients compare the whole type
    return answer.body().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] asDocument(HttpServletResponse response, Map<String, Object> document) {
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return JSON.writeValueAsBytes(document);
  }

  private static void headers(HttpServletResponse response, Problem problem) {
    HttpStatus status = problem.type().status();
    response.setStatus(status.value());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (WORTH_A_RETRY.contains(status)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (problem.type() == ProblemType.METHOD_NOT_ALLOWED
        && problem.members().get("allowed") instanceof List<?> methods) {
      response.setHeader(
          HttpHeaders.ALLOW,
          methods.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    if (problem.type() == ProblemType.BAD_RANGE) {
      response.setHeader(
          HttpHeaders.CONTENT_RANGE, "bytes */" + problem.members().getOrDefault("limit", "*"));
    }
  }

  private static void log(HttpServletRequest request, Problem problem, String errorId) {
    LOG.debug(
        "{} {} refused: {}, errorId {}",
        request.getMethod(),
        path(request),
        problem.type().slug(),
        errorId);
  }

  /** The path of the request itself, also while an error page is being made for it. */
  private static String path(HttpServletRequest request) {
    Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Object path = original == null ? request.getRequestURI() : original;
    return path == null ? "/" : path.toString();
  }

  private static String instance(HttpServletRequest request) {
    String path = path(request);
    return path.length() <= MAX_INSTANCE_LENGTH ? path : path.substring(0, MAX_INSTANCE_LENGTH);
  }
}
