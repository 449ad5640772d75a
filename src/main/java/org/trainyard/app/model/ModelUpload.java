package org.trainyard.app.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.trainyard.app.web.RawRequest;

/**
 * A {@code .trainyard} file that is the whole body of a request.
 *
 * @param query {@code name=…}, encoded
 * @param content read once
 */
public record ModelUpload(@Nullable String query, Resource content) implements RawRequest {

  /** A file that becomes the next version of a name. */
  public static ModelUpload of(String name, Resource file) {
    return new ModelUpload("name=" + URLEncoder.encode(name, StandardCharsets.UTF_8), file);
  }
}
