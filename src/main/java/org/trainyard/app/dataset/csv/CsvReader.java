package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadedTable;

/** Reads CSV and its kin: any separator, with a header or without. */
@Component
final class CsvReader implements DatasetReader {

  private final DatasetProperties limits;

  CsvReader(DatasetProperties limits) {
    this.limits = limits;
  }

  @Override
  public DatasetFormat format() {
    return DatasetFormat.CSV;
  }

  @Override
  public Set<Upload.Part> parts() {
    return Set.of(Upload.Part.FILE);
  }

  @Override
  public Set<String> options() {
    return Set.of("separator", "header", "missing", "decimal", "columns");
  }

  /** Never certain: CSV is what a text is that is nothing else. */
  @Override
  public boolean recognizes(byte[] head) {
    return false;
  }

  @Override
  public UploadedTable read(Upload upload) throws IOException {
    UploadOptions options = upload.options();
    Path path = upload.file(Upload.Part.FILE);
    TextEncoding.requireUtf8(path);
    CsvNotation notation = new CsvNotation(options.missing(), options.decimal().sign());
    char separator =
        options.separator() == null
            ? SeparatorGuess.of(path, notation.decimal())
            : options.separator();
    CsvFile file = new CsvFile(path, separator, limits.maxColumns());
    UploadOptions.Header header =
        options.header() == null ? new HeaderGuess(notation).of(file) : options.header();
    return new CsvImport(file, header, notation, options.columns(), limits).read();
  }
}
