package org.trainyard.app.client;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatusCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A request that the service refused, or could not serve; the problem says why. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_BODY = 500; // of what is no problem document

  private final transient ReceivedProblem problem;

  RefusedException(ReceivedProblem problem) {
    super("%d: %s".formatted(problem.status(), problem.detail()));
    this.problem = problem;
  }

  /** What the service says is wrong, with the place, the limit and the way out. */
  public ReceivedProblem problem() {
    return problem;
  }

  /** Something between client and service may answer otherwise: then its words are the detail. */
  static RefusedException of(HttpStatusCode status, byte[] body, JsonMapper json) {
    try {
      return new RefusedException(json.readValue(body, ReceivedProblem.class));
    } catch (JacksonException _) {
      String text = new String(body, StandardCharsets.UTF_8);
      String words = text.length() <= LONGEST_BODY ? text : text.substring(0, LONGEST_BODY);
      return new RefusedException(ReceivedProblem.unknown(status.value(), words));
    }
  }
}
