package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadedTable;

/** Reads an array as {@code numpy.save} writes it. */
@Component
final class NpyReader implements DatasetReader {

  private final NumpyTables tables;

  NpyReader(DatasetProperties limits) {
    this.tables = new NumpyTables(DatasetFormat.NPY, limits);
  }

  @Override
  public DatasetFormat format() {
    return DatasetFormat.NPY;
  }

  @Override
  public Set<Upload.Part> parts() {
    return Set.of(Upload.Part.FILE);
  }

  @Override
  public Set<String> options() {
    return Set.of("columns");
  }

  @Override
  public boolean recognizes(byte[] head) {
    return NpyArray.begins(head);
  }

  @Override
  public UploadedTable open(Upload upload) throws IOException {
    Path file = upload.content(Upload.Part.FILE).file();
    return tables.of(NpyArray.open("", file, 0, Files.size(file)), upload.options());
  }
}
