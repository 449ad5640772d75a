package org.trainyard.app.dataset;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes the arguments of uploads from the raw request: asking it for a parameter would make the
 * container eat a body of the type that curl sends by default.
 */
@Component
final class UploadArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return type == RawUpload.class || type == FormUpload.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    HttpServletRequest sent =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    return parameter.getParameterType() == RawUpload.class ? raw(sent) : form(sent, request);
  }

  private static RawUpload raw(HttpServletRequest request) {
    InputStreamSource body = request::getInputStream;
    return new RawUpload(
        request.getQueryString(),
        request.getContentType(),
        request.getContentLengthLong(),
        new InputStreamResource(body));
  }

  private static FormUpload form(HttpServletRequest sent, NativeWebRequest request)
      throws IOException {
    Objects.requireNonNull(request.getNativeRequest(MultipartHttpServletRequest.class))
        .getMultiFileMap(); // parses the body, with Spring's exceptions
    return new FormUpload(
        sent.getQueryString(), parts(sent).stream().map(UploadArguments::part).toList());
  }

  private static Collection<Part> parts(HttpServletRequest request) throws IOException {
    try {
      return request.getParts();
    } catch (ServletException e) {
      throw new MultipartException("the parts cannot be read", e);
    }
  }

  /** A part, of which a larger one lies on the disk. */
  private static FormUpload.Part part(Part part) {
    InputStreamSource content = part::getInputStream;
    return new FormUpload.Part(
        part.getName(), part.getContentType(), part.getSize(), new InputStreamResource(content));
  }
}
