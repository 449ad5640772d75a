package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trainyard.app.dataset.Content;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RecordSource;
import org.trainyard.app.dataset.table.RowGatherer;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/** The rows of a CSV file, from its text to numbers in one pass. */
final class CsvSource implements RecordSource {

  private static final int MAX_RAGGED = 20;

  private final Content content;
  private final CsvFile file;
  private final UploadOptions told;
  private final List<FieldColumn> columns;
  private final List<Dataset.Warning> warnings;
  private final List<Map<String, Object>> ragged = new ArrayList<>();
  private long raggedRows;

  /**
   * A source.
   *
   * @param told everything but the name of the data set is told
   * @param warnings that are known already
   */
  CsvSource(
      Content content,
      CsvFile file,
      UploadOptions told,
      List<FieldColumn> columns,
      List<Dataset.Warning> warnings) {
    this.content = content;
    this.file = file;
    this.told = told;
    this.columns = List.copyOf(columns);
    this.warnings = List.copyOf(warnings);
  }

  @Override
  public UploadOptions told() {
    return told;
  }

  @Override
  public List<RawColumn> columns() {
    return columns.stream().map(FieldColumn::raw).toList();
  }

  @Override
  public void read(RowGatherer rows) throws IOException {
    CsvValueHandler handler = new CsvValueHandler(file, columns, told.header(), rows);
    file.read(
        content.stream(),
        handler,
        row -> {
          switch (row) {
            case DATA -> rows.next();
            case RAGGED -> addRagged(handler);
            case BLANK, HEADER -> {}
          }
        });
    requireRows(rows.rows());
    requireEven();
    requireNumbers();
  }

  @Override
  public List<Dataset.Warning> warnings() {
    List<Dataset.Warning> all = new ArrayList<>(warnings);
    if (columns.size() == 1) {
      all.add(
          new Dataset.Warning(
              "single-column",
              "Only one column was found with the separator '%s'; name another with separator=."
                  .formatted(Echo.of(Character.toString(file.separator()))),
              columns.getFirst().raw().name()));
    }
    columns.forEach(column -> all.addAll(column.warnings()));
    return all;
  }

  private void addRagged(CsvValueHandler handler) {
    raggedRows++;
    if (ragged.size() < MAX_RAGGED) {
      ragged.add(
          Map.of("line", handler.line(), "expected", columns.size(), "actual", handler.size()));
    }
  }

  private void requireRows(long rows) {
    if (rows == 0 && raggedRows == 0) {
      throw Problem.of(
              ProblemType.DATASET_HEADER_ONLY,
              "The file names %d columns and holds no row.".formatted(columns.size()))
          .hint("If the first line is data, pass header=false.")
          .toException();
    }
  }

  private void requireEven() {
    if (raggedRows > 0) {
      throw Problem.of(
              ProblemType.RAGGED_ROWS,
              "%d of the rows do not have %d fields, the first in line %s."
                  .formatted(raggedRows, columns.size(), ragged.getFirst().get("line")))
          .with("rows", ragged)
          .hint(
              "The separator is taken to be '%s'; name another with separator=, and put quotes around fields that hold it."
                  .formatted(Echo.of(Character.toString(file.separator()))))
          .toException();
    }
  }

  private void requireNumbers() {
    List<Problem> problems =
        columns.stream().map(FieldColumn::problem).flatMap(Optional::stream).toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }
}
