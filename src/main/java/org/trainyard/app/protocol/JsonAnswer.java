package org.trainyard.app.protocol;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON whatever the client said it accepts, with a length and never compressed: not all
 * clients of these protocols read it otherwise.
 */
public final class JsonAnswer {

  private JsonAnswer() {}

  public static void write(HttpServletResponse response, Object value) throws IOException {
    write(response, JsonMapper.shared().writeValueAsBytes(value), MediaType.APPLICATION_JSON_VALUE);
  }

  /** Writes bytes as they are. */
  public static void write(HttpServletResponse response, byte[] body, String contentType)
      throws IOException {
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
