package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.Content;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadedTable;
import org.trainyard.app.dataset.table.Table;
import org.trainyard.app.dataset.text.Notation;
import org.trainyard.app.dataset.text.TextEncoding;

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
  public UploadedTable open(Upload upload) throws IOException {
    UploadOptions options = upload.options();
    Content content = upload.content(Upload.Part.FILE);
    byte[] head = content.head(SeparatorGuess.SAMPLE_BYTES);
    TextEncoding.requireUtf8(head);
    Notation notation = new Notation(options.missing(), options.decimal().sign());
    char separator =
        options.separator() == null
            ? SeparatorGuess.of(head, notation.decimal())
            : options.separator();
    CsvFile file = new CsvFile(separator, limits.maxColumns());
    CsvSample sample = CsvSample.of(content, file);
    UploadOptions.Header header =
        options.header() == null ? new HeaderGuess(notation).of(sample.rows()) : options.header();
    CsvColumns columns = new CsvColumns(file, notation, sample, header);
    UploadOptions told =
        new UploadOptions(
            options.name(),
            DatasetFormat.CSV,
            separator,
            header,
            options.missing(),
            options.decimal(),
            options.columns());
    CsvSource source =
        new CsvSource(
            content,
            file,
            told,
            columns.of(options.columns(), limits.maxCategories()),
            columns.warnings());
    return new Table(source, limits);
  }
}
