package org.trainyard.app.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a client sends: files, decompressed while they arrive, and what it says about them.
 *
 * @param contents those that the format's reader asks for
 */
public record Upload(Map<Part, Content> contents, UploadOptions options) {

  public Upload {
    contents = Map.copyOf(contents);
  }

  /** The role of a file in an upload. */
  public enum Part {
    /** The data; the only file of most formats. */
    FILE,
    /** The labels of images that lie in a file of their own. */
    LABELS;

    /** The name of the part in a form. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Content content(Part part) {
    return Objects.requireNonNull(contents.get(part), "the upload was taken without this part");
  }
}
