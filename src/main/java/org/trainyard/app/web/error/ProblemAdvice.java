package org.trainyard.app.web.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.util.DisconnectedClientHelper;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Answers every exception that a controller, or Spring on the way to it, throws. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

  private final ProblemWriter writer;
  private final FrameworkProblems problems;

  ProblemAdvice(ProblemWriter writer, FrameworkProblems problems) {
    this.writer = writer;
    this.problems = problems;
  }

  @ExceptionHandler(Exception.class)
  void answer(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isNobodyListening(failure)) {
      return;
    }
    Optional<List<Problem>> known = problems.of(failure, request);
    if (known.isEmpty()) {
      writer.writeInternal(request, response, failure, internal());
    } else if (isOperatorsMatter(known.get().getFirst())) {
      writer.writeInternal(request, response, failure, known.get().getFirst());
    } else {
      writer.write(request, response, known.get());
    }
  }

  /** What the client can only wait for stands in the log with its cause. */
  private static boolean isOperatorsMatter(Problem problem) {
    return problem.type() == ProblemType.DEPENDENCY_UNAVAILABLE
        || problem.type() == ProblemType.STORAGE_FULL;
  }

  static Problem internal() {
    return Problem.of(
        ProblemType.INTERNAL,
        "The service made a mistake; its log says more under the errorId of this answer.");
  }

  /** The client has gone, or its stream has ended by time: neither is an error of anyone. */
  private static boolean isNobodyListening(Exception failure) {
    return failure instanceof AsyncRequestNotUsableException
        || failure instanceof AsyncRequestTimeoutException
        || DisconnectedClientHelper.isClientDisconnectedException(failure);
  }
}
