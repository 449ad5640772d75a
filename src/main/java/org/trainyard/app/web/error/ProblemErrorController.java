package org.trainyard.app.web.error;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.trainyard.app.web.Problem;

/** Answers what fails outside the controllers, in filters and in the servlet container. */
@Controller
@Hidden
class ProblemErrorController implements ErrorController {

  private final ProblemWriter writer;
  private final FrameworkProblems problems;

  ProblemErrorController(ProblemWriter writer, FrameworkProblems problems) {
    this.writer = writer;
    this.problems = problems;
  }

  @RequestMapping("${spring.web.error.path:/error}")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure instanceof Throwable e) {
      Optional<List<Problem>> known = problems.of(e, request);
      if (known.isPresent()) {
        writer.write(request, response, known.get());
      } else {
        writer.writeInternal(request, response, e, ProblemAdvice.internal());
      }
    } else {
      writer.write(request, response, byStatus(request));
    }
  }

  /** Someone who asks for this page itself finds nothing. */
  private static Problem byStatus(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    return Optional.ofNullable(FrameworkProblems.byStatus(HttpStatusCode.valueOf(status)))
        .orElseGet(ProblemAdvice::internal);
  }
}
