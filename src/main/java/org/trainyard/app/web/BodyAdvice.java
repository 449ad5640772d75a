package org.trainyard.app.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Does something before the body of an answer is written, which stays as it is. */
public abstract class BodyAdvice implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public final @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (request instanceof ServletServerHttpRequest asked
        && response instanceof ServletServerHttpResponse answer) {
      before(body, asked, answer);
    }
    return body;
  }

  /**
   * Sets headers, or throws a problem that is answered instead.
   *
   * @param answer its status is set
   */
  protected abstract void before(
      @Nullable Object body, ServletServerHttpRequest request, ServletServerHttpResponse answer);
}
