package org.trainyard.app.dataset.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.trainyard.app.dataset.BatchPipe;
import org.trainyard.app.dataset.BatchSink;
import org.trainyard.app.dataset.Column;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.RowBatch;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadedTable;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * The rows of an upload on their way to the disk: read once, profiled once, whatever their format.
 */
public final class Table implements UploadedTable {

  private static final int MAX_TEXTS = 500_000; // different texts of all columns together

  private final RecordSource source;
  private final DatasetProperties limits;

  public Table(RecordSource source, DatasetProperties limits) {
    this.source = source;
    this.limits = limits;
  }

  @Override
  public int rawWidth() {
    return source.columns().stream().mapToInt(RawColumn::width).reduce(0, Math::addExact);
  }

  @Override
  public UploadOptions told() {
    return source.told();
  }

  @Override
  public Contents read(BatchSink sink) throws IOException {
    int width = rawWidth();
    Profile profile = new Profile(source.columns());
    ProfiledRows profiled = new ProfiledRows(profile, source.columns(), limits, sink);
    try (BatchPipe<RowBatch> pipe =
        BatchPipe.start(
            "dataset-rows", () -> RowBatch.of(width), RowBatch::clear, profiled::take)) {
      RowGatherer rows = new RowGatherer(RowBatch.of(width), full -> exchange(pipe, full), limits);
      source.read(rows);
      rows.finish();
      pipe.finish();
      requireRows(rows.rows());
      return contents(profile, rows.rows());
    }
  }

  private RowBatch exchange(BatchPipe<RowBatch> pipe, RowBatch full) throws IOException {
    requireFewTexts();
    return pipe.exchange(full);
  }

  private void requireFewTexts() {
    long texts = source.columns().stream().mapToLong(raw -> raw.texts().size()).sum();
    if (texts > MAX_TEXTS) {
      throw Problem.of(
              ProblemType.VALUE_OUT_OF_RANGE,
              "The columns of texts have more than %d different ones together."
                  .formatted(MAX_TEXTS))
          .with("limit", MAX_TEXTS)
          .hint("Say type 'ignore' for those that are not needed, in the option columns.")
          .toException();
    }
  }

  private Contents contents(Profile profile, long rows) {
    List<ReadColumn> columns = profile.columns(limits);
    List<Column> described = columns.stream().map(ReadColumn::column).toList();
    List<Dataset.Warning> warnings = new ArrayList<>(aboutKept(source.warnings(), described));
    source.columns().forEach(raw -> warnings.addAll(unusedNames(raw)));
    warnings.addAll(new TableWarnings(rows, described, profile, source.columns()).all());
    return new Contents(rows, columns, warnings, profile.firstRows());
  }

  /** What is odd about the values of a column does not matter once it is left out. */
  private static List<Dataset.Warning> aboutKept(
      List<Dataset.Warning> warnings, List<Column> described) {
    Set<String> leftOut =
        described.stream()
            .filter(Column.Ignored.class::isInstance)
            .map(Column::name)
            .collect(Collectors.toSet());
    return warnings.stream().filter(warning -> !leftOut.contains(warning.column())).toList();
  }

  private static List<Dataset.Warning> unusedNames(RawColumn raw) {
    return raw.categories().keySet().stream()
        .filter(text -> !raw.texts().texts().contains(text))
        .map(text ->
            new Dataset.Warning(
                "unused-category",
                "The option 'columns' gives '%s' a new name, and no row has that text; look at how it is written in the file."
                    .formatted(Echo.of(text)),
                raw.name()))
        .toList();
  }

  private static void requireRows(long rows) {
    if (rows == 0) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "The file holds no rows.").toException();
    }
  }
}
