package org.trainyard.app.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.error.ProblemWriter;

/**
 * Answers only to names that are its own, so that a page of another site cannot reach the service
 * by a name that it has pointed here (DNS rebinding).
 */
final class KnownHostsFilter extends OncePerRequestFilter {

  private final Set<String> known;
  private final ProblemWriter writer;

  KnownHostsFilter(Set<String> known, ProblemWriter writer) {
    this.known = Set.copyOf(known);
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Problem> problem = problem(Collections.list(request.getHeaders(HttpHeaders.HOST)));
    if (problem.isPresent()) {
      writer.write(request, response, problem.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private Optional<Problem> problem(List<String> hosts) {
    if (hosts.size() != 1) {
      return Optional.of(
          Problem.of(
              ProblemType.BAD_HOST,
              "A request needs exactly one Host header, got %d.".formatted(hosts.size())));
    }
    Optional<String> name = HostName.of(hosts.getFirst());
    if (name.isEmpty()) {
      return Optional.of(
          Problem.of(
              ProblemType.BAD_HOST,
              "The Host header '%s' is malformed.".formatted(Echo.of(hosts.getFirst()))));
    }
    return name.filter(host -> !known.contains(host)).map(KnownHostsFilter::notAllowed);
  }

  private static Problem notAllowed(String host) {
    return Problem.of(
            ProblemType.HOST_NOT_ALLOWED,
            "This service does not answer to the host name '%s'.".formatted(Echo.of(host)))
        .hint(
            "If the name is meant to be this service's, start it with"
                + " --trainyard.allowed-hosts=<name>.");
  }
}
