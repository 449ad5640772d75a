package org.trainyard.app.dataset.numpy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.trainyard.app.dataset.DatasetFormat;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadedTable;
import org.trainyard.app.dataset.table.BinaryColumn;
import org.trainyard.app.dataset.table.ColumnNames;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RawColumn.Kind;
import org.trainyard.app.dataset.table.Table;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Makes tables of arrays. An array of one or two dimensions gives a column for each value of a row;
 * one of three or four holds an image a row, and gives the one column {@code pixels}.
 */
final class NumpyTables {

  private static final int IMAGES = 3; // dimensions from which on a row is an image

  private final DatasetFormat format;
  private final DatasetProperties limits;

  NumpyTables(DatasetFormat format, DatasetProperties limits) {
    this.format = format;
    this.limits = limits;
  }

  /** The table of an array that stands alone. */
  UploadedTable of(NpyArray array, UploadOptions options) {
    requireWithinLimits(array);
    return table(
        options, List.of(new Part(array, names(array, "column", "column1"), Kind.NUMBERS)));
  }

  /** The table of features and targets. */
  UploadedTable of(NpyArray x, NpyArray y, UploadOptions options) throws IOException {
    requireWithinLimits(x);
    requireWithinLimits(y);
    requireMatch(x, y);
    String target = isImages(x) ? "label" : "y";
    return table(
        options,
        List.of(
            new Part(x, names(x, "x", "x"), Kind.NUMBERS),
            new Part(
                y, names(y, target, target), ClassNumbers.areIn(y) ? Kind.TEXTS : Kind.NUMBERS)));
  }

  /** An array, the names of its columns, and what they hold. */
  private record Part(NpyArray array, List<String> names, Kind kind) {}

  private UploadedTable table(UploadOptions options, List<Part> parts) {
    List<ColumnNames.Named> named =
        new ColumnNames(options.columns(), ".")
            .of(parts.stream().flatMap(part -> part.names().stream()).toList());
    List<NumpySource.Block> blocks = new ArrayList<>();
    int from = 0;
    for (Part part : parts) {
      int to = from + part.names().size();
      List<BinaryColumn> columns =
          named.subList(from, to).stream().map(name -> new BinaryColumn(raw(part, name))).toList();
      blocks.add(new NumpySource.Block(part.array(), columns));
      from = to;
    }
    return new Table(new NumpySource(options.told(format), blocks), limits);
  }

  private RawColumn raw(Part part, ColumnNames.Named name) {
    if (isImages(part.array())) {
      List<Integer> shape =
          part.array().head().shape().stream().skip(1).map(Math::toIntExact).toList();
      return RawColumn.shaped(name, shape);
    }
    return RawColumn.of(name, part.kind(), limits.maxCategories());
  }

  private static List<String> names(NpyArray array, String several, String one) {
    if (isImages(array)) {
      return List.of("pixels");
    }
    int width = Math.toIntExact(array.width());
    return width == 1
        ? List.of(one)
        : IntStream.rangeClosed(1, width).mapToObj(i -> several + i).toList();
  }

  private static boolean isImages(NpyArray array) {
    return array.head().shape().size() >= IMAGES;
  }

  private static void requireMatch(NpyArray x, NpyArray y) {
    if (x.rows() != y.rows()) {
      throw Problem.of(
              ProblemType.SHAPE_MISMATCH,
              "There are %d rows in 'x' and %d in 'y'; each row needs one target."
                  .formatted(x.rows(), y.rows()))
          .toException();
    }
    if (isImages(y)) {
      throw NpyArray.invalid(
              y.name(),
              "its shape is %s; targets have 1 or 2 dimensions".formatted(y.head().shapeInWords()))
          .toException();
    }
  }

  private void requireWithinLimits(NpyArray array) {
    if (array.rows() > limits.maxRows()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "The array of shape %s has %d rows, the limit is %d."
                  .formatted(array.head().shapeInWords(), array.rows(), limits.maxRows()))
          .limit(limits.maxRows(), array.rows())
          .hint("Send fewer, or raise trainyard.datasets.max-rows.")
          .toException();
    }
    if (array.width() > limits.maxColumns()) {
      throw Problem.of(
              ProblemType.TOO_MANY_COLUMNS,
              "The array of shape %s has %d values a row, the limit is %d."
                  .formatted(array.head().shapeInWords(), array.width(), limits.maxColumns()))
          .limit(limits.maxColumns(), array.width())
          .hint("Send smaller rows, or raise trainyard.datasets.max-columns.")
          .toException();
    }
  }
}
