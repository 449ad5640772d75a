package org.trainyard.app.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Says in a header of each page where the next one is (RFC 8288), for clients that follow links.
 */
@ControllerAdvice
class PageLinks implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return returned.getParameterType() == Page.class;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof Page<?> page && page.nextCursor() != null) {
      UriComponents next =
          UriComponentsBuilder.fromUri(request.getURI())
              .replaceQueryParam("cursor", page.nextCursor())
              .build(true);
      response
          .getHeaders()
          .add(
              HttpHeaders.LINK, "<%s?%s>; rel=\"next\"".formatted(next.getPath(), next.getQuery()));
    }
    return body;
  }
}
