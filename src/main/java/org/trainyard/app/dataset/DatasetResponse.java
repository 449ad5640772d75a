package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data set as the API shows it. */
record DatasetResponse(
    String id,
    String name,
    String format,
    Instant createdAt,
    long bytes,
    String sha256,
    long rows,
    List<ColumnResponse> columns,
    List<Dataset.Warning> warnings) {

  private static final int TOP_CATEGORIES = 20;

  static DatasetResponse of(Dataset dataset) {
    return new DatasetResponse(
        dataset.id(),
        dataset.name(),
        dataset.format().label(),
        dataset.createdAt(),
        dataset.bytes(),
        dataset.sha256(),
        dataset.rows(),
        dataset.columns().stream().map(ColumnResponse::of).toList(),
        dataset.warnings());
  }

  /**
   * A column; which members there are depends on its type.
   *
   * @param distinct of numbers counted up to {@value DistinctCount#MOST}, less if there are more
   *     than 20 columns
   * @param categories the most frequent ones
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ColumnResponse(
      String name,
      String type,
      @Nullable List<Integer> shape,
      @Nullable Long missing,
      @Nullable Long distinct,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double mean,
      @Nullable Double standardDeviation,
      @Nullable List<Column.Category> categories) {

    static ColumnResponse of(Column column) {
      return switch (column) {
        case Column.Numeric number ->
            new ColumnResponse(
                number.name(),
                "numeric",
                number.shape().isEmpty() ? null : number.shape(),
                number.missing(),
                number.distinct(),
                number.min(),
                number.max(),
                number.mean(),
                number.standardDeviation(),
                null);
        case Column.Categorical(String name, long missing, var categories) ->
            new ColumnResponse(
                name,
                "categorical",
                null,
                missing,
                (long) categories.size(),
                null,
                null,
                null,
                null,
                top(categories));
        case Column.Ignored(String name) ->
            new ColumnResponse(name, "ignored", null, null, null, null, null, null, null, null);
      };
    }

    private static List<Column.Category> top(List<Column.Category> categories) {
      return categories.stream()
          .sorted(Comparator.comparingLong(Column.Category::count).reversed())
          .limit(TOP_CATEGORIES)
          .toList();
    }
  }
}
