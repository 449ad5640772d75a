package org.trainyard.app.web.error;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Says what went wrong while the body of a request was read from the client.
 *
 * <p>Tomcat remembers such a failure itself and asks for an error page, whatever was answered by
 * then: so the error page comes here with the server's own exception.
 */
public final class BodyProblem {

  private BodyProblem() {}

  /** Whether the server throws such an exception where a client breaks off, pauses or garbles. */
  static boolean isCausedByTheClient(IOException failure) {
    return failure instanceof EOFException
        || failure instanceof BadRequestException
        || failure instanceof ClientAbortException
        || failure instanceof SocketTimeoutException;
  }

  /**
   * The problem of a failed read.
   *
   * @param failure what the server's own stream threw, nothing that was made of its bytes
   */
  public static Problem of(IOException failure) {
    return switch (failure) {
      case BadRequestException _ ->
          Problem.of(
              ProblemType.BAD_REQUEST,
              "The body is not in the chunks that its Transfer-Encoding announces.");
      case SocketTimeoutException _ ->
          Problem.of(
              ProblemType.UPLOAD_TOO_SLOW,
              "No byte of the body came for too long; send it again without a pause.");
      default ->
          Problem.of(
              ProblemType.UPLOAD_TRUNCATED,
              "The body ended before its announced length or its last chunk; send it again, whole.");
    };
  }
}
