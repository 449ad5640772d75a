package org.trainyard.app.job.training;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.StoredRows;
import org.trainyard.app.job.specification.ResolvedSpecification;
import org.trainyard.app.job.specification.Task;

/**
 * Reads rows of a data set as a model sees them: features in the model's order, then targets, with
 * the model's numbering of categories and classes.
 *
 * <p>Immutable but for the rows that it reads; safe for several threads with a scratch each.
 */
final class RowReader {

  private final StoredRows rows;
  private final List<Part> parts;
  private final int featureWidth;
  private final int width;

  private record Part(int from, ValueMapping mapping) {}

  private RowReader(StoredRows rows, List<Part> parts, int featureWidth, int width) {
    this.rows = rows;
    this.parts = List.copyOf(parts);
    this.featureWidth = featureWidth;
    this.width = width;
  }

  /**
   * A reader for any data set that has the columns of the specification.
   *
   * @param trainingSet the data set whose numbering of categories the model has
   * @param dataset the data set to read, the same or another
   */
  static RowReader of(
      ResolvedSpecification specification, Dataset trainingSet, Dataset dataset, StoredRows rows) {
    List<Part> parts = new ArrayList<>();
    int featureWidth = 0;
    for (String name : specification.features()) {
      ValueMapping mapping = feature(column(trainingSet, name), column(dataset, name));
      parts.add(new Part(dataset.offsetOf(name), mapping));
      featureWidth += mapping.width();
    }
    for (String name : specification.target()) {
      parts.add(new Part(dataset.offsetOf(name), target(specification, column(dataset, name))));
    }
    return new RowReader(rows, parts, featureWidth, featureWidth + specification.target().size());
  }

  /** How many values of a row are features; they come first. */
  int featureWidth() {
    return featureWidth;
  }

  /** Features and targets together. */
  int width() {
    return width;
  }

  /** Memory for one row as it is stored. */
  float[] scratch() {
    return new float[rows.width()];
  }

  /**
   * Reads one row.
   *
   * @param scratch from {@link #scratch()}, overwritten
   * @param values (width), written
   */
  void read(long row, float[] scratch, float[] values) {
    rows.read(row, scratch);
    int to = 0;
    for (Part part : parts) {
      part.mapping().map(scratch, part.from(), values, to);
      to += part.mapping().width();
    }
  }

  private static ValueMapping feature(Column known, Column column) {
    return switch (column) {
      case Column.Numeric numeric -> new ValueMapping.Numbers(numeric.width());
      case Column.Categorical categorical ->
          new ValueMapping.Categories(categorical, categories(known));
      case Column.Ignored ignored -> throw new IllegalStateException(ignored.name());
    };
  }

  private static ValueMapping target(ResolvedSpecification specification, Column column) {
    return switch (column) {
      case Column.Numeric _ when specification.task() == Task.CLASSIFICATION ->
          new ValueMapping.NumberedClasses(specification.classes());
      case Column.Numeric numeric -> new ValueMapping.Numbers(numeric.width());
      case Column.Categorical categorical ->
          new ValueMapping.Categories(categorical, specification.classes());
      case Column.Ignored ignored -> throw new IllegalStateException(ignored.name());
    };
  }

  static List<String> categories(Column column) {
    return switch (column) {
      case Column.Categorical categorical ->
          categorical.categories().stream().map(Column.Category::value).toList();
      case Column.Numeric _, Column.Ignored _ -> List.of();
    };
  }

  static Column column(Dataset dataset, String name) {
    return dataset.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the data set has no column '%s'".formatted(name)));
  }
}
