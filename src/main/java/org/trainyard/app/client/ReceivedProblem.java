package org.trainyard.app.client;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.ProblemType;

/**
 * A problem document (RFC 9457) as a client gets it.
 *
 * @param type such as {@code /problems/unknown-field}; the address of a page that explains it
 * @param title the type in words
 * @param detail what is wrong here, and the way out
 * @param errorId names this answer in the service's log
 * @param field the place in the request's JSON, a JSON pointer; null: no single place
 * @param violations all that is wrong, if it is more than one thing
 * @param members what else the type brings: {@code parameter}, {@code limit}, {@code allowed} …
 */
public record ReceivedProblem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    @Nullable String errorId,
    @Nullable String field,
    @Nullable String hint,
    List<Violation> violations,
    @JsonAnySetter Map<String, Object> members) {

  public ReceivedProblem {
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(type, "type");
    violations = violations == null ? List.of() : List.copyOf(violations);
    members = members == null ? Map.of() : members;
  }

  /** One of several things that are wrong. */
  public record Violation(
      String type,
      String detail,
      @Nullable String field,
      @Nullable String hint,
      @JsonAnySetter Map<String, Object> members) {}

  /** Whether it is of that type. */
  public boolean is(ProblemType other) {
    return type.equals(other.uri());
  }

  static ReceivedProblem unknown(int status, String words) {
    return new ReceivedProblem(
        "about:blank",
        "HTTP " + status,
        status,
        words,
        null,
        null,
        null,
        null,
        List.of(),
        Map.of());
  }
}
