package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadedTable;

/** Reads features and targets as {@code numpy.savez(file, x=x, y=y)} writes them. */
@Component
final class NpzReader implements DatasetReader {

  private final DatasetProperties limits;
  private final NumpyTables tables;

  NpzReader(DatasetProperties limits) {
    this.limits = limits;
    this.tables = new NumpyTables(DatasetFormat.NPZ, limits);
  }

  @Override
  public DatasetFormat format() {
    return DatasetFormat.NPZ;
  }

  @Override
  public Set<Upload.Part> parts() {
    return Set.of(Upload.Part.FILE);
  }

  @Override
  public Set<String> options() {
    return Set.of("columns");
  }

  /** A ZIP archive: with an entry at its beginning, or without any. */
  @Override
  public boolean recognizes(byte[] head) {
    return head.length >= 4
        && head[0] == 'P'
        && head[1] == 'K'
        && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
  }

  @Override
  public UploadedTable open(Upload upload) throws IOException {
    NpzArchive archive = NpzArchive.open(upload.content(Upload.Part.FILE), limits);
    return tables.of(archive.array("x"), archive.array("y"), upload.options());
  }
}
