package org.trainyard.app.dataset.idx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.DatasetReader;
import org.trainyard.app.dataset.Upload;
import org.trainyard.app.dataset.UploadedTable;
import org.trainyard.app.dataset.table.Table;
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
    return Set.of("columns");
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
  public UploadedTable open(Upload upload) throws IOException {
    Path images = upload.content(Upload.Part.FILE).file();
    Path labels = upload.content(Upload.Part.LABELS).file();
    List<Long> dimensions = dimensions(images, labels);
    IdxPair pair =
        new IdxPair(
            images,
            labels,
            dimensions.getFirst(),
            dimensions.stream().skip(1).map(Math::toIntExact).toList());
    return new Table(new IdxSource(pair, upload.options()), limits);
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
