package org.trainyard.app.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.error.ProblemWriter;

/**
 * Refuses what a page of another site sends through the user's browser, whatever the method: reads
 * return private data too. The rule is that of Go 1.25's CrossOriginProtection. Clients that are
 * not browsers send neither header and pass.
 */
final class CrossSiteFilter extends OncePerRequestFilter {

  private static final Pattern DATA =
      Pattern.compile("^/(api|actuator|v1|v2|mlflow|invocations|ping|health|version)");

  private final ProblemWriter writer;

  CrossSiteFilter(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isFromAnotherSite(request) && !isLinkToPage(request)) {
      writer.write(
          request,
          response,
          Problem.of(
              ProblemType.CROSS_SITE_REQUEST,
              "A page of another site sent this request; only pages of this service may."));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isFromAnotherSite(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !authority(origin).equalsIgnoreCase(request.getHeader("Host"));
  }

  /** A link on another site may open a page of ours, since the page's data stay with the user. */
  private static boolean isLinkToPage(HttpServletRequest request) {
    return !DATA.matcher(request.getRequestURI()).find()
        && request.getMethod().equals("GET")
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
