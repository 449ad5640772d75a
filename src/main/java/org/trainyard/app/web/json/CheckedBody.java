package org.trainyard.app.web.json;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;

/**
 * A body whose JSON has been found well-formed.
 *
 * @param text the document
 */
record CheckedBody(HttpHeaders headers, String text) implements HttpInputMessage {

  @Override
  public InputStream getBody() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }
}
