package org.trainyard.app.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Says in a header of each page where the next one is (RFC 8288), for clients that follow links.
 */
@ControllerAdvice
class PageLinks extends BodyAdvice {

  @Override
  protected void before(
      @Nullable Object body, ServletServerHttpRequest request, ServletServerHttpResponse answer) {
    if (body instanceof Page<?> page && page.nextCursor() != null) {
      UriComponents next =
          UriComponentsBuilder.fromUri(request.getURI())
              .replaceQueryParam("cursor", page.nextCursor())
              .build(true);
      answer
          .getHeaders()
          .add(
              HttpHeaders.LINK, "<%s?%s>; rel=\"next\"".formatted(next.getPath(), next.getQuery()));
    }
  }
}
