package org.trainyard.app.job.rows;

import java.util.ArrayList;
import java.util.List;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.StoredRows;

/**
 * Reads rows of a data set as a model sees them: features in the model's order, then targets, with
 * the model's numbering of categories and classes.
 *
 * <p>Immutable but for the rows that it reads; safe for several threads with a scratch each.
 */
public final class RowReader {

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

  /** A reader for any data set that has the columns. */
  public static RowReader of(ReadColumns columns, Dataset dataset, StoredRows rows) {
    List<Part> parts = new ArrayList<>();
    int featureWidth = 0;
    for (ReadColumns.Feature feature : columns.features()) {
      ValueMapping mapping = ValueMapping.ofFeature(feature, dataset.column(feature.name()));
      parts.add(new Part(dataset.offsetOf(feature.name()), mapping));
      featureWidth += mapping.width();
    }
    for (String name : columns.targets()) {
      ValueMapping mapping = ValueMapping.ofTarget(columns.classes(), dataset.column(name));
      parts.add(new Part(dataset.offsetOf(name), mapping));
    }
    return new RowReader(rows, parts, featureWidth, featureWidth + columns.targets().size());
  }

  /** How many values of a row are features; they come first. */
  public int featureWidth() {
    return featureWidth;
  }

  /** Features and targets together. */
  public int width() {
    return width;
  }

  /** Memory for one row as it is stored. */
  public float[] scratch() {
    return new float[rows.width()];
  }

  /**
   * Reads one row.
   *
   * @param scratch from {@link #scratch()}, overwritten
   * @param values (width), written
   */
  public void read(long row, float[] scratch, float[] values) {
    rows.read(row, scratch);
    int to = 0;
    for (Part part : parts) {
      part.mapping().map(scratch, part.from(), values, to);
      to += part.mapping().width();
    }
  }
}
