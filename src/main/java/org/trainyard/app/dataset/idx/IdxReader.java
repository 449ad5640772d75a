package org.trainyard.app.dataset.idx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.ColumnProfile;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Storage;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadedTable;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Reads images and their labels from a pair of IDX files. */
@Component
final class IdxReader implements DatasetReader {

  private final DatasetProperties limits;

  IdxReader(DatasetProperties limits) {
    this.limits = limits;
  }

  @Override
  public DatasetFormat format() {
    return DatasetFormat.IDX;
  }

  @Override
  public Set<Upload.Part> parts() {
    return Set.of(Upload.Part.FILE, Upload.Part.LABELS);
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  /** Two zero bytes, the type 08, and a small number of dimensions. */
  @Override
  public boolean recognizes(byte[] head) {
    return head.length >= 4
        && head[0] == 0
        && head[1] == 0
        && head[2] == 8
        && head[3] >= 1
        && head[3] <= 8;
  }

  @Override
  public UploadedTable read(Upload upload) throws IOException {
    Path images = upload.file(Upload.Part.FILE);
    Path labels = upload.file(Upload.Part.LABELS);
    List<Long> dimensions = dimensions(images, labels);
    IdxPair pair =
        new IdxPair(
            images,
            labels,
            dimensions.getFirst(),
            dimensions.stream().skip(1).map(Math::toIntExact).toList());
    ColumnProfile pixels = new ColumnProfile(1);
    long[] counts = new long[IdxPair.LABELS];
    pair.read((image, label) -> {
      counts[label]++;
      for (byte pixel : image) {
        pixels.add(pixel & 0xFF);
      }
    });
    return new IdxTable(pair, pixels.column("pixels", pair.shape(), Storage.UINT8), counts);
  }

  /** Those of the images, which fit the limits and the labels. */
  private List<Long> dimensions(Path images, Path labels) throws IOException {
    try (IdxFile pixels = IdxFile.open(images, IdxFile.Content.IMAGES);
        IdxFile classes = IdxFile.open(labels, IdxFile.Content.LABELS)) {
      long count = pixels.dimensions().getFirst();
      if (count != classes.dimensions().getFirst()) {
        throw Problem.of(
                ProblemType.SHAPE_MISMATCH,
                "There are %d images and %d labels; each image needs one label."
                    .formatted(count, classes.dimensions().getFirst()))
            .toException();
      }
      requireWithinLimits(pixels.dimensions());
      return pixels.dimensions();
    }
  }

  private void requireWithinLimits(List<Long> dimensions) {
    if (dimensions.getFirst() > limits.maxRows()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "There are %d images, the limit is %d."
                  .formatted(dimensions.getFirst(), limits.maxRows()))
          .limit(limits.maxRows(), dimensions.getFirst())
          .hint("Send fewer, or raise trainyard.datasets.max-rows.")
          .toException();
    }
    // No overflow: the product is not larger than the file.
    long pixels = dimensions.get(1) * dimensions.get(2);
    if (pixels > limits.maxColumns()) {
      throw Problem.of(
              ProblemType.TOO_MANY_COLUMNS,
              "An image of %d x %d has %d pixels, the limit is %d."
                  .formatted(dimensions.get(1), dimensions.get(2), pixels, limits.maxColumns()))
          .limit(limits.maxColumns(), pixels)
          .hint("Send smaller images, or raise trainyard.datasets.max-columns.")
          .toException();
    }
  }
}
