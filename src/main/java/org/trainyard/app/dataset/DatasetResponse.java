package org.trainyard.app.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.web.Located;

/** A data set as the API shows it. */
public record DatasetResponse(
    String id,
    String name,
    String format,
    Instant createdAt,
    long bytes,
    String sha256,
    long rows,
    List<ColumnResponse> columns,
    List<Dataset.Warning> warnings)
    implements Located {

  private static final int TOP_CATEGORIES = 20;

  @Override
  public URI address() {
    return URI.create("/api/v1/datasets/" + id);
  }

  /** What the API shows of a data set. */
  public static DatasetResponse of(Dataset dataset) {
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
   * @param reason why the column is ignored
   * @param distinctError relative error of {@code distinct}; absent: it is exact
   * @param categories the most frequent ones
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ColumnResponse(
      String name,
      String type,
      @Nullable List<Integer> shape,
      @Nullable Long missing,
      @Nullable Long distinct,
      @Nullable Double distinctError,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double mean,
      @Nullable Double standardDeviation,
      Column.@Nullable Quantiles quantiles,
      @Nullable List<Column.Category> categories,
      @Nullable String reason) {

    static ColumnResponse of(Column column) {
      return switch (column) {
        case Column.Numeric number ->
            new ColumnResponse(
                number.name(),
                "numeric",
                number.shape().isEmpty() ? null : number.shape(),
                number.missing(),
                number.distinct(),
                number.distinctError() == 0 ? null : number.distinctError(),
                number.min(),
                number.max(),
                number.mean(),
                number.standardDeviation(),
                number.quantiles(),
                null,
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
                null,
                null,
                top(categories),
                null);
        case Column.Ignored(String name, var reason, var counts) ->
            new ColumnResponse(
                name,
                "ignored",
                null,
                counts == null ? null : counts.missing(),
                counts == null ? null : counts.distinct(),
                counts == null || counts.distinctError() == 0 ? null : counts.distinctError(),
                null,
                null,
                null,
                null,
                null,
                null,
                reason.label());
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
