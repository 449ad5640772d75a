package org.trainyard.app.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceArgumentResolver;
import org.trainyard.app.dataset.FormUpload;
import org.trainyard.app.dataset.RawUpload;
import org.trainyard.app.model.ModelUpload;
import org.trainyard.app.web.RawQuery;
import org.trainyard.app.web.RawRequest;

/** Makes requests of uploads, which the service reads by hand. */
final class UploadArgument implements HttpServiceArgumentResolver {

  @Override
  public boolean resolve(
      @Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
    if (!RawRequest.class.isAssignableFrom(parameter.getParameterType())) {
      return false;
    }
    switch (Objects.requireNonNull(argument, "an upload has something to send")) {
      case RawUpload file -> {
        request.setContentType(type(file.contentType()));
        request.setBodyValue(file.content());
      }
      case ModelUpload file -> {
        request.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        request.setBodyValue(file.content());
      }
      case FormUpload form ->
          form.parts().forEach(part -> request.addRequestPart(part.name(), entity(part)));
      default -> throw new IllegalArgumentException("no upload: " + argument.getClass());
    }
    RawQuery.parse(((RawRequest) argument).query())
        .forEach(
            (name, values) -> request.addRequestParameter(name, values.toArray(String[]::new)));
    return true;
  }

  private static MediaType type(@Nullable String contentType) {
    return contentType == null
        ? MediaType.APPLICATION_OCTET_STREAM
        : MediaType.parseMediaType(contentType);
  }

  /** With a file name: a part without one counts as a field, which may not be large. */
  private static HttpEntity<Object> entity(FormUpload.Part part) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(type(part.contentType()));
    headers.setContentDisposition(
        ContentDisposition.formData().name(part.name()).filename(part.name()).build());
    return new HttpEntity<>(part.content(), headers);
  }
}
