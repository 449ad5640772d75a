package org.trainyard.app.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final List<Part> features;
  private final List<Part> targets;
  private final int featureWidth;

  private record Part(int from, ValueMapping mapping) {

    /** One part instead of two neighbours that are both copied. */
    Optional<Part> joined(Part next) {
      return mapping instanceof ValueMapping.Numbers(int width)
              && next.mapping() instanceof ValueMapping.Numbers(int more)
              && from + width == next.from()
          ? Optional.of(new Part(from, new ValueMapping.Numbers(width + more)))
          : Optional.empty();
    }
  }

  private RowReader(StoredRows rows, List<Part> features, List<Part> targets) {
    this.rows = rows;
    this.features = List.copyOf(features);
    this.targets = List.copyOf(targets);
    this.featureWidth = features.stream().mapToInt(part -> part.mapping().width()).sum();
  }

  /** A reader for any data set that has the columns. */
  public static RowReader of(ReadColumns columns, Dataset dataset, StoredRows rows) {
    List<Part> features = new ArrayList<>();
    for (ReadColumns.Feature feature : columns.features()) {
      ValueMapping mapping = ValueMapping.ofFeature(feature, dataset.column(feature.name()));
      add(features, new Part(dataset.offsetOf(feature.name()), mapping));
    }
    List<Part> targets = new ArrayList<>();
    for (String name : columns.targets()) {
      ValueMapping mapping = ValueMapping.ofTarget(columns.classes(), dataset.column(name));
      targets.add(new Part(dataset.offsetOf(name), mapping));
    }
    return new RowReader(rows, features, targets);
  }

  private static void add(List<Part> parts, Part next) {
    Optional<Part> joined = parts.isEmpty() ? Optional.empty() : parts.getLast().joined(next);
    joined.ifPresent(_ -> parts.removeLast());
    parts.add(joined.orElse(next));
  }

  /** How many values of a row are features; they come first. */
  public int featureWidth() {
    return featureWidth;
  }

  /** How many targets a row has. */
  public int targetWidth() {
    return targets.size();
  }

  /** Features and targets together. */
  public int width() {
    return featureWidth + targets.size();
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
    readFeatures(row, scratch, values);
    int to = featureWidth;
    for (Part part : targets) {
      part.mapping().map(scratch, part.from(), values, to++);
    }
  }

  /**
   * Reads the features of one row.
   *
   * @param scratch from {@link #scratch()}, holds the row as it is stored afterwards
   * @param values (at least featureWidth), written
   */
  public void readFeatures(long row, float[] scratch, float[] values) {
    rows.read(row, scratch);
    int to = 0;
    for (Part part : features) {
      part.mapping().map(scratch, part.from(), values, to);
      to += part.mapping().width();
    }
  }

  /**
   * Reads the targets of one row and nothing else of it: the row itself may be long.
   *
   * @param scratch (at least 1), overwritten
   * @param values (targetWidth), written
   */
  public void readTargets(long row, float[] scratch, float[] values) {
    int to = 0;
    for (Part part : targets) {
      scratch[0] = rows.value(row, part.from());
      part.mapping().map(scratch, 0, values, to++);
    }
  }
}
