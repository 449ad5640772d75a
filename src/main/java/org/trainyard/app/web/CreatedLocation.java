package org.trainyard.app.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** Says in a header of each 201 where the thing is that was created. */
@ControllerAdvice
class CreatedLocation extends BodyAdvice {

  @Override
  protected void before(
      @Nullable Object body, ServletServerHttpRequest request, ServletServerHttpResponse answer) {
    if (body instanceof Located located
        && answer.getServletResponse().getStatus() == HttpStatus.CREATED.value()) {
      answer.getHeaders().setLocation(located.address());
    }
  }
}
