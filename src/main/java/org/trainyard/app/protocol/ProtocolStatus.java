package org.trainyard.app.protocol;

import org.springframework.http.HttpStatus;
import org.trainyard.app.web.Problem;

/** The status of an error: those protocols know fewer than this service's own API. */
public final class ProtocolStatus {

  private ProtocolStatus() {}

  /** 400 for whatever is wrong with the values of a request. */
  public static int of(Problem problem) {
    if (problem.members().get("status") instanceof Integer exact) {
      return exact;
    }
    HttpStatus status = problem.type().status();
    return switch (status) {
      case NOT_ACCEPTABLE, CONFLICT, PRECONDITION_FAILED, UNPROCESSABLE_CONTENT ->
          HttpStatus.BAD_REQUEST.value();
      default -> status.value();
    };
  }
}
