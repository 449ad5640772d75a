package org.trainyard.app.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.RawRequest;

/**
 * Refuses query parameters that nobody reads: a misspelt filter must not answer with everything.
 *
 * <p>It reads the query alone, since asking for a parameter would eat a body of the type that curl
 * sends by default. A handler that takes the whole request reads its query itself.
 */
final class QueryCheck implements HandlerInterceptor {

  private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String query = request.getQueryString();
    if (query != null && handler instanceof HandlerMethod method && !readsTheRequest(method)) {
      List<String> known = parameters(method);
      names(query)
          .filter(name -> !known.contains(name))
          .findFirst()
          .ifPresent(name -> {
            throw unknown(name, known);
          });
    }
    return true;
  }

  private static boolean readsTheRequest(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .map(MethodParameter::getParameterType)
        .anyMatch(
            type -> type == HttpServletRequest.class || RawRequest.class.isAssignableFrom(type));
  }

  private static List<String> parameters(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
        .map(QueryCheck::name)
        .toList();
  }

  private static String name(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    if (annotation != null && !annotation.name().isEmpty()) {
      return annotation.name();
    }
    parameter.initParameterNameDiscovery(NAMES);
    return String.valueOf(parameter.getParameterName());
  }

  private static Stream<String> names(String query) {
    return Arrays.stream(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> decoded(pair.split("=", 2)[0]));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Problem.of(
              ProblemType.BAD_REQUEST,
              "The query holds a '%' that no two hexadecimal digits follow; a percent sign itself is '%25'.")
          .toException();
    }
  }

  private static ProblemException unknown(String name, List<String> known) {
    String hint =
        NearestName.of(name, known)
            .map(" Did you mean '%s'?"::formatted)
            .orElse(
                known.isEmpty()
                    ? " There are none here."
                    : " Known are: %s.".formatted(String.join(", ", known)));
    return Problem.of(
            ProblemType.UNKNOWN_FIELD,
            "The query parameter '%s' is not known here.%s".formatted(Echo.of(name), hint))
        .with("parameter", name)
        .allowed(known)
        .toException();
  }
}
