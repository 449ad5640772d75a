package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Takes uploads in: to the disk, checked, converted, stored; or nothing is left of them. */
@Service
class DatasetUpload {

  private static final int HEAD_BYTES = 512;

  private final DatasetCatalog catalog;
  private final UploadFormats formats;
  private final DatasetProperties limits;

  DatasetUpload(DatasetCatalog catalog, UploadFormats formats, DatasetProperties limits) {
    this.catalog = catalog;
    this.formats = formats;
    this.limits = limits;
  }

  /** Where the bytes of a part come from. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /**
   * Stores a data set.
   *
   * @param parts each is read once and closed
   * @param given the names of the options that the client set
   */
  Dataset store(Map<Upload.Part, Source> parts, UploadOptions options, List<String> given)
      throws IOException {
    Optional<DatasetReader> declared = Optional.ofNullable(options.format()).map(formats::of);
    // Before the bytes are taken, so that a mistake does not cost an upload.
    declared.ifPresent(reader -> UploadFormats.requireFit(reader, parts.keySet(), given));
    try (StagedParts staged = new StagedParts()) {
      for (Map.Entry<Upload.Part, Source> part : parts.entrySet()) {
        try (InputStream bytes = part.getValue().open()) {
          staged.add(part.getKey(), Staging.of(bytes, catalog.folder(), limits));
        }
      }
      DatasetReader reader = formats.told(head(staged.file()), parts.keySet(), declared);
      UploadFormats.requireFit(reader, parts.keySet(), given);
      UploadedTable table = reader.read(new Upload(staged.files(), options));
      return catalog.add(options.name(), reader.format(), staged.uploaded(), table);
    }
  }

  /** Refuses a body whose declared length is beyond the limit, before it is read. */
  void requireWithinLimit(long declaredBytes) {
    if (declaredBytes > limits.maxUpload().toBytes()) {
      throw Staging.tooLarge(limits, declaredBytes).toException();
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  /** The files of one upload; all are deleted when it is closed. */
  private static final class StagedParts implements AutoCloseable {

    private final Map<Upload.Part, Staging> parts = new EnumMap<>(Upload.Part.class);

    void add(Upload.Part part, Staging staging) {
      parts.put(part, staging);
    }

    Map<Upload.Part, Path> files() {
      Map<Upload.Part, Path> files = new EnumMap<>(Upload.Part.class);
      parts.forEach((part, staging) -> files.put(part, staging.file()));
      return files;
    }

    Path file() {
      return files().values().iterator().next();
    }

    long uploaded() {
      return parts.values().stream().mapToLong(Staging::uploaded).sum();
    }

    @Override
    public void close() throws IOException {
      for (Staging staging : parts.values()) {
        staging.close();
      }
    }
  }
}
