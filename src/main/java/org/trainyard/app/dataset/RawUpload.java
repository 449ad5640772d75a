package org.trainyard.app.dataset;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.trainyard.app.web.RawRequest;

/**
 * A file that is the whole body of a request; what is said about it stands in the query.
 *
 * @param query {@code name}, {@code format}, {@code separator}, {@code header}, {@code missing},
 *     {@code decimal}, {@code columns}, encoded; what is absent is told from the bytes
 * @param contentType what the client says that it is; null: nothing
 * @param length in bytes, -1 if it is not known
 * @param content read once
 */
public record RawUpload(
    @Nullable String query, @Nullable String contentType, long length, Resource content)
    implements RawRequest {

  /** The bytes of a file. */
  public static RawUpload of(Path file) {
    return new RawUpload(null, null, -1, new FileSystemResource(file));
  }

  /** A text, such as a small CSV. */
  public static RawUpload of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RawUpload(null, null, bytes.length, new ByteArrayResource(bytes));
  }

  /** The same, and something is said about it; the names are those of the query. */
  public RawUpload with(String option, String value) {
    String pair = encoded(option) + "=" + encoded(value);
    return new RawUpload(query == null ? pair : query + "&" + pair, contentType, length, content);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
