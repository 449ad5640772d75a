package org.trainyard.app.protocol.oip;

import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** What is wrong with a request of this protocol: 400, and a text. */
final class Mistakes {

  private Mistakes() {}

  static ProblemException request(String text) {
    return Problem.of(ProblemType.BAD_REQUEST, text).toException();
  }
}
