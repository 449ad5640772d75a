package org.trainyard.app.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.error.ProblemWriter;

/**
 * Refuses requests that come while the service ends: those under way are still answered, and a job
 * that is taken in now would only wait for the next start. Probes pass, and say so themselves.
 */
final class ShutdownFilter extends OncePerRequestFilter
    implements ApplicationListener<ContextClosedEvent> {

  private final ProblemWriter writer;
  private volatile boolean ends;

  ShutdownFilter(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    ends = true;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (ends && !request.getRequestURI().startsWith("/actuator/")) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
      writer.write(
          request,
          response,
          Problem.of(
              ProblemType.SHUTTING_DOWN,
              "The service is ending and takes no more requests; send this one again when it is back."));
    } else {
      chain.doFilter(request, response);
    }
  }
}
