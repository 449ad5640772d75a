package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /** How many values are missing; none of an ignored one. */
  default long missing() {
    return 0;
  }

  /** How each of its values is stored. */
  default Storage storage() {
    return Storage.FLOAT32;
  }

  /**
   * Numbers; a missing one is NaN.
   *
   * @param shape empty for one number a row; {@code [28, 28]} for an image of 784
   * @param missing rows without a value
   * @param distinct different values; an estimate if {@code distinctError} is not 0
   * @param distinctError relative error of {@code distinct} that is exceeded in one of a thousand
   *     cases, 0 if it is exact
   * @param min smallest value over all rows, NaN if all are missing; max, mean likewise
   * @param standardDeviation of the values, dividing by their number
   */
  record Numeric(
      String name,
      List<Integer> shape,
      Storage storage,
      long missing,
      long distinct,
      double distinctError,
      double min,
      double max,
      double mean,
      double standardDeviation,
      Quantiles quantiles)
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

    private static final int BYTE_VALUES = 256;

    public Categorical {
      categories = List.copyOf(categories);
    }

    @Override
    public Storage storage() {
      return missing == 0 && categories.size() <= BYTE_VALUES ? Storage.UINT8 : Storage.FLOAT32;
    }

    @Override
    public int width() {
      return 1;
    }
  }

  /**
   * A column that is not stored.
   *
   * @param counts null: its values were not looked at
   */
  record Ignored(String name, Reason reason, @Nullable Counts counts) implements Column {

    public Ignored(String name, Reason reason) {
      this(name, reason, null);
    }

    /** Why a column is not stored. */
    public enum Reason {
      @JsonProperty("asked")
      ASKED("the upload's options say so"),
      @JsonProperty("empty")
      EMPTY("it has no value in any row"),
      @JsonProperty("id")
      ID("it names rows and says nothing about them: almost every row has a value of its own"),
      @JsonProperty("date")
      DATE(
          "it holds dates or times; turn them into numbers that matter, such as an age or a month"),
      @JsonProperty("free-text")
      FREE_TEXT("it holds free text, which is different in almost every row"),
      @JsonProperty("too-many-categories")
      TOO_MANY_CATEGORIES("it has too many different texts, or very long ones");

      private final String description;

      Reason(String description) {
        this.description = description;
      }

      /** Ends a sentence about the column. */
      public String description() {
        return description;
      }

      /** The name in JSON. */
      public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }

    @Override
    public int width() {
      return 0;
    }
  }

  /**
   * Values below which a share of the values lies, as NumPy's {@code quantile} interpolates them.
   *
   * @param q05 5 percent of the values are smaller; NaN if all are missing, the others likewise
   * @param rankError how far the share may be off, exceeded in one of a thousand cases; 0: exact
   */
  record Quantiles(
      double q05, double q25, double median, double q75, double q95, double rankError) {}

  /**
   * What is known of a column that is not stored.
   *
   * @param missing rows without a value
   * @param distinct different values; an estimate if {@code distinctError} is not 0
   * @param distinctError relative error that is exceeded in one of a thousand cases
   */
  record Counts(long missing, long distinct, double distinctError) {}

  /** A text and the number of rows that hold it. */
  record Category(String value, long count) {}
}
