package org.trainyard.app.dataset;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a client has sent: files on the disk, decompressed, and what it says about them.
 *
 * @param files those that the format's reader asks for
 */
public record Upload(Map<Part, Path> files, UploadOptions options) {

  public Upload {
    files = Map.copyOf(files);
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

  public Path file(Part part) {
    return Objects.requireNonNull(files.get(part), "the upload was taken without this part");
  }
}
