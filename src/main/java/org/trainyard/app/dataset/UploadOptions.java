package org.trainyard.app.dataset;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * What a client says about an upload; what is absent is told from the bytes.
 *
 * @param separator between fields
 * @param header whether the first line holds the names of the columns
 */
record UploadOptions(String name, Optional<Character> separator, Optional<Header> header) {

  private static final List<String> KNOWN = List.of("name", "format", "separator", "header");

  /** What the first line holds. */
  enum Header {
    NAMES,
    DATA
  }

  /** Reads the query of a request, which the container must not parse for it would eat the body. */
  static UploadOptions ofQuery(@Nullable String query) {
    MultiValueMap<String, String> parameters =
        UriComponentsBuilder.newInstance()
            .query(query == null ? "" : query)
            .build()
            .getQueryParams();
    for (String name : parameters.keySet()) {
      if (!KNOWN.contains(name)) {
        String meant =
            NearestName.of(name, KNOWN)
                .map(near -> " Did you mean '%s'?".formatted(near))
                .orElse("");
        throw Problem.of(
                ProblemType.UNKNOWN_FIELD,
                "The parameter '%s' is not known here.%s".formatted(Echo.of(name), meant))
            .allowed(KNOWN)
            .toException();
      }
    }
    Map<String, String> decoded = new HashMap<>();
    parameters.forEach((name, values) ->
        decoded.put(
            name,
            UriUtils.decode(
                values.getFirst() == null ? "" : values.getFirst().replace('+', ' '),
                StandardCharsets.UTF_8)));
    return of(decoded);
  }

  private static UploadOptions of(Map<String, String> values) {
    String name = values.getOrDefault("name", "data");
    DatasetName.problem(name)
        .ifPresent(problem -> {
          throw problem.toException();
        });
    String format = values.getOrDefault("format", "csv");
    if (!List.of("csv", "idx").contains(format)) {
      throw wrong(
          "format", "csv or idx (an IDX pair is sent as a form with file and labels)", format);
    }
    return new UploadOptions(
        name,
        Optional.ofNullable(values.get("separator")).map(UploadOptions::separator),
        Optional.ofNullable(values.get("header")).map(UploadOptions::header));
  }

  private static char separator(String text) {
    String separator = text.equals("\\t") || text.equals("tab") ? "\t" : text;
    if (separator.length() != 1) {
      throw wrong("separator", "one character, such as ',' or 'tab'", text);
    }
    return separator.charAt(0);
  }

  private static Header header(String text) {
    return switch (text) {
      case "true" -> Header.NAMES;
      case "false" -> Header.DATA;
      default -> throw wrong("header", "true or false", text);
    };
  }

  private static RuntimeException wrong(String name, String wanted, String actual) {
    return Problem.of(
            ProblemType.WRONG_TYPE,
            "'%s' takes %s, got '%s'.".formatted(name, wanted, Echo.of(actual)))
        .with("parameter", name)
        .toException();
  }
}
