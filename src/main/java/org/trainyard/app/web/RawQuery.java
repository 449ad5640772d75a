package org.trainyard.app.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The parameters of a query whose request the container must not parse: asked for a parameter, it
 * would eat a body of the type that curl sends by default.
 */
public final class RawQuery {

  private RawQuery() {}

  /**
   * All parameters in their order, decoded.
   *
   * @param query as it was sent
   * @throws ProblemException if a percent sign is not followed by two hexadecimal digits
   */
  public static Map<String, List<String>> parse(@Nullable String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    UriComponentsBuilder.newInstance()
        .query(query == null ? "" : query)
        .build()
        .getQueryParams()
        .forEach((name, values) -> {
          List<String> decoded = parameters.computeIfAbsent(decoded(name), _ -> new ArrayList<>());
          values.forEach(value -> decoded.add(decoded(value)));
        });
    return parameters;
  }

  private static String decoded(@Nullable String text) {
    if (text == null) {
      return "";
    }
    try {
      return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Problem.of(
              ProblemType.WRONG_TYPE,
              "The query holds '%s', where a percent sign is not followed by two hexadecimal digits."
                  .formatted(Echo.of(text)))
          .toException();
    }
  }
}
