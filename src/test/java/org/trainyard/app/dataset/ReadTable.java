package org.trainyard.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An upload that was read in memory, as a test looks at it. */
public record ReadTable(UploadOptions told, UploadedTable.Contents contents, List<float[]> raw) {

  /** Reads the only file of an upload. */
  public static ReadTable of(
      DatasetReader reader,
      byte[] file,
      UploadOptions options,
      Path folder,
      DatasetProperties limits)
      throws IOException {
    return of(reader, Map.of(Upload.Part.FILE, file), options, folder, limits);
  }

  /** Reads the files of an upload. */
  public static ReadTable of(
      DatasetReader reader,
      Map<Upload.Part, byte[]> files,
      UploadOptions options,
      Path folder,
      DatasetProperties limits)
      throws IOException {
    Map<Upload.Part, Content> contents = new java.util.EnumMap<>(Upload.Part.class);
    try {
      for (Map.Entry<Upload.Part, byte[]> file : files.entrySet()) {
        contents.put(
            file.getKey(), Content.of(new ByteArrayInputStream(file.getValue()), folder, limits));
      }
      return of(reader.open(new Upload(contents, options)));
    } finally {
      for (Content content : contents.values()) {
        content.close();
      }
    }
  }

  /** Reads a table. */
  public static ReadTable of(UploadedTable table) throws IOException {
    List<float[]> raw = new ArrayList<>();
    UploadedTable.Contents read =
        table.read(batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            int from = row * batch.width();
            raw.add(java.util.Arrays.copyOfRange(batch.values(), from, from + batch.width()));
          }
        });
    assertThat(raw).hasSize((int) read.rows());
    return new ReadTable(table.told(), read, raw);
  }

  public List<Column> columns() {
    return contents.described();
  }

  public List<Dataset.Warning> warnings() {
    return contents.warnings();
  }

  public List<String> warningCodes() {
    return warnings().stream().map(Dataset.Warning::code).toList();
  }

  /** As they would be stored. */
  public List<List<Float>> rows() {
    List<List<Float>> rows = new ArrayList<>();
    for (float[] values : raw) {
      List<Float> row = new ArrayList<>();
      int from = 0;
      for (UploadedTable.ReadColumn column : contents.columns()) {
        for (int i = 0; i < column.column().width(); i++) {
          row.add(column.stored(values[from + i]));
        }
        from += column.rawWidth();
      }
      rows.add(row);
    }
    return rows;
  }
}
