package org.trainyard.app.web;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Says of an answer that could have had another form that Accept decided (RFC 9110, section
 * 12.5.5).
 */
@ControllerAdvice
class FormsVary extends BodyAdvice {

  private final Map<Method, Boolean> known = new ConcurrentHashMap<>();

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    Method method = returned.getMethod();
    return method != null && known.computeIfAbsent(method, FormsVary::hasSeveralForms);
  }

  private static boolean hasSeveralForms(Method method) {
    HttpExchange shared = AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class);
    RequestMapping own = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    return (shared != null && shared.accept().length > 1)
        || (own != null && own.produces().length > 1);
  }

  @Override
  protected void before(
      @Nullable Object body, ServletServerHttpRequest request, ServletServerHttpResponse answer) {
    answer.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }
}
