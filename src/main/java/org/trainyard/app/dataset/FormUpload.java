package org.trainyard.app.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.trainyard.app.web.JsonDocument;
import org.trainyard.app.web.RawRequest;

/**
 * Files and what is said about them, as the parts of a form: {@code file}; {@code labels}, for an
 * IDX pair; {@code options}, a JSON object; or a field for each option.
 *
 * @param query options that stand in the query instead, encoded
 */
public record FormUpload(@Nullable String query, List<Part> parts) implements RawRequest {

  public FormUpload {
    parts = List.copyOf(parts);
  }

  /**
   * A part.
   *
   * @param contentType null: none is said
   * @param size in bytes, -1 if it is not known
   * @param content read once
   */
  public record Part(String name, @Nullable String contentType, long size, Resource content) {}

  /** The bytes of a file. */
  public static FormUpload of(Path file) {
    return new FormUpload(null, List.of(file(Upload.Part.FILE, file)));
  }

  /** Images, and a file with the label of each. */
  public static FormUpload of(Path images, Path labels) {
    return new FormUpload(
        null, List.of(file(Upload.Part.FILE, images), file(Upload.Part.LABELS, labels)));
  }

  /** The same, and something is said about it: an option by its name. */
  public FormUpload with(String option, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return with(new Part(option, null, text.length, new ByteArrayResource(text)));
  }

  /** The same with all options; an answer of {@code inspect} is such a document. */
  public FormUpload with(JsonDocument options) {
    byte[] json = options.bytes();
    return with(new Part("options", "application/json", json.length, new ByteArrayResource(json)));
  }

  private FormUpload with(Part part) {
    return new FormUpload(query, Stream.concat(parts.stream(), Stream.of(part)).toList());
  }

  private static Part file(Upload.Part part, Path file) {
    return new Part(part.label(), null, -1, new FileSystemResource(file));
  }
}
