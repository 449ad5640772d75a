package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was sent.
 *
 * @param contentType what the client says that it is; null: nothing
 * @param sha256 of its bytes, as the client says; null: nothing
 */
record SentFile(Bytes bytes, @Nullable String contentType, @Nullable String sha256) {

  SentFile(Bytes bytes, @Nullable String contentType) {
    this(bytes, contentType, null);
  }

  /** The same with a declared SHA-256. */
  SentFile declaring(@Nullable String declared) {
    return new SentFile(bytes, contentType, declared);
  }

  /** Where the bytes come from; they are taken once. */
  @FunctionalInterface
  interface Bytes {
    InputStream open() throws IOException;
  }

  /**
   * The formats that go with the content type. None where it says nothing, as most of those do that
   * clients set by themselves ({@code application/octet-stream}, {@code
   * application/x-www-form-urlencoded}, {@code text/plain}).
   */
  Set<DatasetFormat> formats() {
    String type = contentType == null ? "" : contentType.split(";", 2)[0];
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "text/csv", "application/csv", "text/tab-separated-values" -> Set.of(DatasetFormat.CSV);
      // Many call rows one after the other JSON, too.
      case "application/json" -> Set.of(DatasetFormat.JSON, DatasetFormat.JSONL);
      case "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines" ->
          Set.of(DatasetFormat.JSONL);
      case "application/vnd.apache.parquet" -> Set.of(DatasetFormat.PARQUET);
      default -> Set.of();
    };
  }
}
