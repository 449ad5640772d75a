package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.trainyard.app.web.ProblemException;

/** Takes uploads in: checked, converted, stored; or nothing is left of them. */
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

  /**
   * Stores a data set.
   *
   * @param parts each is read once and closed
   * @param given the names of the options that the client set
   */
  Dataset store(Map<Upload.Part, SentFile> parts, UploadOptions options, List<String> given)
      throws IOException {
    return with(
        parts,
        options,
        given,
        (reader, upload) -> {
          UploadedTable table = reader.open(upload.of(options));
          return catalog.add(options.name(), reader.format(), _ -> upload.checkedBytes(), table);
        });
  }

  /** Reads all of an upload, stores nothing, and says what was found. */
  InspectResponse inspect(
      Map<Upload.Part, SentFile> parts, UploadOptions options, List<String> given)
      throws IOException {
    return with(
        parts,
        options,
        given,
        (reader, upload) -> {
          UploadedTable table = reader.open(upload.of(options));
          UploadedTable.Contents contents = table.read(_ -> {});
          upload.requireDeclared();
          return InspectResponse.of(reader.options(), table.told(), contents);
        });
  }

  /** Refuses a body whose declared length is beyond the limit, before it is read. */
  void requireWithinLimit(long declaredBytes) {
    if (declaredBytes > limits.maxUpload().toBytes()) {
      throw CountedUpload.tooLarge(limits, declaredBytes).toException();
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(DatasetReader reader, OpenParts upload) throws IOException;
  }

  private <T> T with(
      Map<Upload.Part, SentFile> parts, UploadOptions options, List<String> given, Use<T> use)
      throws IOException {
    Optional<DatasetReader> declared = Optional.ofNullable(options.format()).map(formats::of);
    // Before the bytes are taken, so that a mistake does not cost an upload.
    declared.ifPresent(reader -> UploadFormats.requireFit(reader, parts.keySet(), given));
    try (OpenParts open = new OpenParts()) {
      for (Map.Entry<Upload.Part, SentFile> part : parts.entrySet()) {
        open.add(part.getKey(), part.getValue());
      }
      try {
        byte[] head = open.parts.values().iterator().next().head(HEAD_BYTES);
        Set<DatasetFormat> said =
            declared
                .map(reader -> Set.of(reader.format()))
                .orElseGet(parts.values().iterator().next()::formats);
        DatasetReader reader = formats.told(head, parts.keySet(), said);
        UploadFormats.requireFit(reader, parts.keySet(), given);
        return use.of(reader, open);
      } catch (ProblemException e) {
        open.requireNoBombs();
        throw e;
      }
    }
  }

  /** The contents of one upload; all are closed with it. */
  private final class OpenParts implements AutoCloseable {

    private final Map<Upload.Part, Content> parts = new EnumMap<>(Upload.Part.class);
    private final List<DeclaredDigest> declared = new ArrayList<>();

    void add(Upload.Part part, SentFile file) throws IOException {
      InputStream bytes = file.bytes().open();
      if (file.sha256() != null) {
        DeclaredDigest digest = new DeclaredDigest(bytes, file.sha256());
        declared.add(digest);
        bytes = digest.bytes();
      }
      parts.put(part, Content.of(bytes, catalog.folder(), limits));
    }

    Upload of(UploadOptions options) {
      return new Upload(parts, options);
    }

    void requireNoBombs() throws IOException {
      for (Content content : parts.values()) {
        content.requireNoBomb();
      }
    }

    /** All parts have been read: are they what they were declared to be? */
    void requireDeclared() throws IOException {
      for (DeclaredDigest digest : declared) {
        digest.require();
      }
    }

    /** How many bytes were sent, once they are found to be those that were declared. */
    long checkedBytes() throws IOException {
      requireDeclared();
      return parts.values().stream().mapToLong(Content::received).sum();
    }

    @Override
    public void close() throws IOException {
      for (Content content : parts.values()) {
        content.close();
      }
    }
  }
}
