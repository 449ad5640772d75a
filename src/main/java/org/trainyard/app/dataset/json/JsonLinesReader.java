package org.trainyard.app.dataset.json;

import java.io.IOException;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadedTable;

/** Reads JSON Lines: objects or arrays one after the other, usually one a line. */
@Component
final class JsonLinesReader implements DatasetReader {

  private final JsonTables tables;

  JsonLinesReader(DatasetProperties limits) {
    this.tables = new JsonTables(Framing.LINES, limits);
  }

  @Override
  public DatasetFormat format() {
    return DatasetFormat.JSONL;
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
    return Framing.LINES.recognizes(head);
  }

  @Override
  public UploadedTable open(Upload upload) throws IOException {
    return tables.open(upload);
  }
}
