package org.trainyard.app.web.error;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.json.JsonProblems;
import org.trainyard.app.web.json.JsonWords;
import tools.jackson.core.JacksonException;

/** Says in our words what the frameworks say in theirs. */
@Component
final class FrameworkProblems {

  private final JsonProblems json;

  FrameworkProblems(JsonProblems json) {
    this.json = json;
  }

  /** What is wrong with the request, or nothing if the mistake is the service's. */
  Optional<List<Problem>> of(Throwable failure, HttpServletRequest request) {
    return switch (failure) {
      case ProblemException e -> Optional.of(e.problems());
      case HttpMessageNotReadableException e -> Optional.of(unreadable(e));
      case HttpMessageNotWritableException _ when asksForCharset(request) ->
          Optional.of(List.of(wrongCharset()));
      case HttpMessageConversionException _ -> Optional.empty();
      case NoHandlerFoundException _ -> Optional.of(List.of(notFound(request)));
      case NoResourceFoundException _ -> Optional.of(List.of(notFound(request)));
      case JacksonException e -> Optional.of(json.of(e, ""));
      case UncheckedIOException e -> of(Objects.requireNonNull(e.getCause()), request);
      default ->
          StorageProblem.of(failure).or(() -> Optional.ofNullable(single(failure))).map(List::of);
    };
  }

  private List<Problem> unreadable(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException e) {
        return e.problems();
      }
      if (cause instanceof JacksonException e) {
        return json.of(e, JsonProblems.textOf(failure));
      }
    }
    return List.of(
        Problem.of(
            ProblemType.MALFORMED_JSON, "The request body is empty; expected a JSON object."));
  }

  private static @Nullable Problem single(Throwable failure) {
    return switch (failure) {
      case HttpRequestMethodNotSupportedException e -> method(e);
      case HttpMediaTypeNotSupportedException e -> unsupported(e);
      case HttpMediaTypeNotAcceptableException e -> notAcceptable(e);
      case MissingServletRequestParameterException e -> missing("parameter", e.getParameterName());
      case MissingServletRequestPartException e -> missing("part", e.getRequestPartName());
      case MissingRequestHeaderException e -> missing("header", e.getHeaderName());
      case MethodArgumentTypeMismatchException e -> mismatch(e, e.getName());
      case TypeMismatchException e -> mismatch(e, e.getPropertyName());
      case MultipartException e -> multipart(e);
      case IOException e when BodyProblem.isCausedByTheClient(e) -> BodyProblem.of(e);
      case InvalidParameterException _ ->
          Problem.of(
              ProblemType.BAD_REQUEST,
              "The query cannot be read: it is UTF-8, and a '%' is followed by two hexadecimal digits.");
      case ServletRequestBindingException _ ->
          Problem.of(ProblemType.BAD_REQUEST, "A part of the request is missing or malformed.");
      case ErrorResponse e -> byStatus(e.getStatusCode());
      default -> null;
    };
  }

  private static Problem method(HttpRequestMethodNotSupportedException e) {
    List<String> allowed =
        Arrays.stream(Optional.ofNullable(e.getSupportedMethods()).orElseGet(() -> new String[0]))
            .sorted()
            .toList();
    return Problem.of(
            ProblemType.METHOD_NOT_ALLOWED,
            "%s is not allowed here; allowed: %s."
                .formatted(Echo.of(e.getMethod()), String.join(", ", allowed)))
        .allowed(allowed);
  }

  private static Problem unsupported(HttpMediaTypeNotSupportedException e) {
    List<String> allowed = names(e.getSupportedMediaTypes());
    MediaType sent = e.getContentType();
    return Problem.of(
            ProblemType.MEDIA_TYPE_UNSUPPORTED,
            sent == null
                ? "The request has no usable Content-Type; accepted: %s."
                    .formatted(String.join(", ", allowed))
                : "A body of type %s is not accepted here; accepted: %s."
                    .formatted(Echo.of(sent.toString()), String.join(", ", allowed)))
        .allowed(allowed);
  }

  private static Problem notAcceptable(HttpMediaTypeNotAcceptableException e) {
    List<String> offered = names(e.getSupportedMediaTypes());
    if (offered.isEmpty()) {
      return Problem.of(
          ProblemType.NOT_ACCEPTABLE,
          "The Accept header cannot be read; it is a list such as 'application/json, */*'.");
    }
    return Problem.of(
            ProblemType.NOT_ACCEPTABLE,
            "Nothing here fits the Accept header; offered: %s."
                .formatted(String.join(", ", offered)))
        .allowed(offered);
  }

  private static List<String> names(List<MediaType> types) {
    return types.stream()
        .map(type -> type.getType() + "/" + type.getSubtype())
        .filter(name -> !name.contains("*+") && !name.endsWith("/*"))
        .distinct()
        .toList();
  }

  private static Problem missing(String kind, String name) {
    return Problem.of(ProblemType.MISSING_FIELD, "The %s '%s' is missing.".formatted(kind, name))
        .with(kind, name);
  }

  private static Problem mismatch(TypeMismatchException e, @Nullable String name) {
    String expected = JsonWords.expected(e.getRequiredType());
    return Problem.of(
            ProblemType.WRONG_TYPE,
            "The parameter '%s' must be %s, got '%s'."
                .formatted(name, expected, Echo.of(String.valueOf(e.getValue()))))
        .with("parameter", String.valueOf(name))
        .with("expected", expected);
  }

  private static Problem multipart(MultipartException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException e && BodyProblem.isCausedByTheClient(e)) {
        return BodyProblem.of(e);
      }
      if (cause instanceof FileCountLimitExceededException e) {
        return Problem.of(
                ProblemType.TOO_MANY_PARTS,
                "The form has more than %d parts; send a file, its options, and nothing else."
                    .formatted(e.getLimit()))
            .with("limit", e.getLimit());
      }
    }
    if (failure instanceof MaxUploadSizeExceededException) {
      return Problem.of(
          ProblemType.UPLOAD_TOO_LARGE,
          "The upload is larger than this service takes; GET /api/v1/limits names the limit.");
    }
    return Problem.of(
        ProblemType.MALFORMED_MULTIPART,
        "The multipart body cannot be read: a boundary is missing or the body ends early.");
  }

  static Problem notFound(HttpServletRequest request) {
    String path = request.getRequestURI();
    Problem problem =
        Problem.of(ProblemType.NOT_FOUND, "There is nothing at '%s'.".formatted(Echo.of(path)));
    return path.length() > 1 && path.endsWith("/")
        ? problem.hint("No address ends with a slash: leave it out.")
        : problem.hint("/v3/api-docs lists every address.");
  }

  private static boolean asksForCharset(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("charset");
  }

  private static Problem wrongCharset() {
    return Problem.of(
        ProblemType.NOT_ACCEPTABLE,
        "JSON is always UTF-8 here; leave the charset out of the Accept header.");
  }

  static @Nullable Problem byStatus(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address.");
      case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The method is not allowed here.");
      case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE, "Nothing here fits the Accept header.");
      case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "The body is too large.");
      case 415 ->
          Problem.of(ProblemType.MEDIA_TYPE_UNSUPPORTED, "The body's type is not accepted here.");
      case 431 ->
          Problem.of(
              ProblemType.HEADERS_TOO_LARGE,
              "The request line and the headers are too large or too many.");
      // The server's word for a transfer coding or a version of HTTP that it does not know.
      case 501, 505 ->
          Problem.of(ProblemType.BAD_REQUEST, "The request uses a part of HTTP not known here.");
      case 503 ->
          Problem.of(ProblemType.SHUTTING_DOWN, "The service cannot take requests right now.");
      default ->
          status.is4xxClientError()
              ? Problem.of(ProblemType.BAD_REQUEST, "The request cannot be read.")
              : null;
    };
  }
}
