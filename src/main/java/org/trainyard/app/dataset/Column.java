package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A column of a data set: its name, its type and what the upload found in it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Column.Numeric.class, name = "numeric"),
  @JsonSubTypes.Type(value = Column.Categorical.class, name = "categorical"),
  @JsonSubTypes.Type(value = Column.Ignored.class, name = "ignored"),
})
public sealed interface Column {

  String name();

  /** How many values a stored row has of this column; none of an ignored one. */
  int width();

  /** How each of its values is stored. */
  default Storage storage() {
    return Storage.FLOAT32;
  }

  /**
   * Numbers; a missing one is NaN.
   *
   * @param shape empty for one number a row; {@code [28, 28]} for an image of 784
   * @param missing rows without a value
   * @param min smallest value over all rows, NaN if all are missing; max, mean likewise
   * @param standardDeviation of the values, dividing by their number
   */
  record Numeric(
      String name,
      List<Integer> shape,
      Storage storage,
      long missing,
      long distinct,
      double min,
      double max,
      double mean,
      double standardDeviation)
      implements Column {

    public Numeric {
      shape = List.copyOf(shape);
    }

    @Override
    public int width() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * Texts from a closed list; a row stores the index of its text in {@code categories}, NaN if it
   * is missing.
   *
   * @param categories in the order of their indices
   */
  record Categorical(String name, long missing, List<Category> categories) implements Column {

    public Categorical {
      categories = List.copyOf(categories);
    }

    @Override
    public int width() {
      return 1;
    }
  }

  /** A column that is not stored. */
  record Ignored(String name) implements Column {

    @Override
    public int width() {
      return 0;
    }
  }

  /** A text and the number of rows that hold it. */
  record Category(String value, long count) {}
}
