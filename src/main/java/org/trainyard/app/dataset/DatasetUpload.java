package org.trainyard.app.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Takes uploads in: to the disk, checked, converted, stored; or nothing is left of them. */
@Service
class DatasetUpload {

  private final DatasetCatalog catalog;
  private final DatasetProperties limits;

  DatasetUpload(DatasetCatalog catalog, DatasetProperties limits) {
    this.catalog = catalog;
    this.limits = limits;
  }

  /** A CSV file, plain or gzip. */
  Dataset csv(InputStream upload, UploadOptions options) throws IOException {
    try (Staging staging = Staging.of(upload, catalog.folder(), limits)) {
      char separator =
          options.separator().isPresent()
              ? options.separator().get()
              : CsvGuess.separator(staging.file());
      CsvFile file = new CsvFile(staging.file(), separator);
      UploadOptions.Header header =
          options.header().isPresent() ? options.header().get() : CsvGuess.header(file);
      CsvImport csv = new CsvImport(file, header, limits);
      List<Column> columns = csv.columns();
      try (RowWriter writer =
          new RowWriter(catalog.folder(), DatasetCatalog.elements(columns, DatasetFormat.CSV))) {
        csv.write(columns, writer);
        return catalog.add(
            options.name(),
            DatasetFormat.CSV,
            staging.uploaded(),
            writer.publish(),
            columns,
            warnings(columns, separator));
      }
    }
  }

  /** A pair of IDX files, plain or gzip: images and their labels. */
  Dataset idx(InputStream images, InputStream labels, long bytes, UploadOptions options)
      throws IOException {
    try (Staging imageFile = Staging.of(images, catalog.folder(), limits);
        Staging labelFile = Staging.of(labels, catalog.folder(), limits);
        IdxFile pixels = IdxFile.open(imageFile.file(), "images", 3);
        IdxFile classes = IdxFile.open(labelFile.file(), "labels", 1)) {
      int count = pixels.dimensions().getFirst();
      if (count != classes.dimensions().getFirst()) {
        throw Problem.of(
                ProblemType.SHAPE_MISMATCH,
                "There are %d images and %d labels."
                    .formatted(count, classes.dimensions().getFirst()))
            .toException();
      }
      return idx(pixels, classes, count, bytes, options);
    }
  }

  private Dataset idx(IdxFile pixels, IdxFile classes, int count, long bytes, UploadOptions options)
      throws IOException {
    List<Integer> shape = pixels.dimensions().subList(1, 3);
    byte[] image = new byte[Math.multiplyExact(shape.get(0), shape.get(1))];
    byte[] labels = new byte[count];
    classes.read(labels);
    long[] counts = new long[256];
    for (byte label : labels) {
      counts[label & 0xFF]++;
    }
    int[] present = IntStream.range(0, 256).filter(label -> counts[label] > 0).toArray();
    int[] indices = new int[256];
    for (int i = 0; i < present.length; i++) {
      indices[present[i]] = i;
    }
    Column label =
        new Column.Categorical(
            "label",
            0,
            IntStream.of(present)
                .mapToObj(value -> new Column.Category(Integer.toString(value), counts[value]))
                .toList());
    ColumnProfile profile = new ColumnProfile();
    List<RowWriter.Element> elements =
        new ArrayList<>(Collections.nCopies(image.length, RowWriter.Element.UINT8));
    elements.add(RowWriter.Element.FLOAT32);
    float[] values = new float[image.length + 1];
    try (RowWriter writer = new RowWriter(catalog.folder(), elements)) {
      for (int row = 0; row < count; row++) {
        pixels.read(image);
        for (int i = 0; i < image.length; i++) {
          values[i] = image[i] & 0xFF;
          profile.add(values[i]);
        }
        values[image.length] = indices[labels[row] & 0xFF];
        writer.write(values);
      }
      return catalog.add(
          options.name(),
          DatasetFormat.IDX,
          bytes,
          writer.publish(),
          List.of(profile.column("pixels", shape), label),
          List.of());
    }
  }

  private static List<Dataset.Warning> warnings(List<Column> columns, char separator) {
    List<Dataset.Warning> warnings = new ArrayList<>();
    if (columns.size() == 1) {
      warnings.add(
          new Dataset.Warning(
              "single-column",
              "Only one column was found with the separator '%s'; name another with separator=."
                  .formatted(separator),
              columns.getFirst().name()));
    }
    for (Column column : columns) {
      switch (column) {
        case Column.Ignored ignored ->
            warnings.add(
                new Dataset.Warning(
                    "ignored",
                    "The column is empty or has too many different texts, and was left out.",
                    ignored.name()));
        case Column.Numeric numeric when numeric.distinct() == 1 ->
            warnings.add(constant(numeric.name()));
        case Column.Categorical categorical when categorical.categories().size() == 1 ->
            warnings.add(constant(categorical.name()));
        case Column.Numeric _, Column.Categorical _ -> {}
      }
    }
    return warnings;
  }

  private static Dataset.Warning constant(String column) {
    return new Dataset.Warning(
        "constant", "The column has one and the same value in all rows.", column);
  }
}
