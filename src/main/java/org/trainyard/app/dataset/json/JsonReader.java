package org.trainyard.app.dataset.json;

import java.io.IOException;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadedTable;

/** Reads a JSON array of objects or of arrays. */
@Component
final class JsonReader implements DatasetReader {

  private final JsonTables tables;

  JsonReader(DatasetProperties limits) {
    this.tables = new JsonTables(Framing.ARRAY, limits);
  }

  @Override
  public DatasetFormat format() {
    return DatasetFormat.JSON;
  }

  @Override
  public Set<Upload.Part> parts() {
    return Set.of(Upload.Part.FILE);
  }

  @Override
  public Set<String> options() {
    return Set.of("header", "missing", "columns");
  }

  @Override
  public boolean recognizes(byte[] head) {
    return Framing.ARRAY.recognizes(head);
  }

  @Override
  public UploadedTable open(Upload upload) throws IOException {
    return tables.open(upload);
  }
}
