package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trainyard.app.dataset.BatchPipe;
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

/**
 * The rows of a CSV file, from its text to numbers in one pass on two threads: one cuts fields, one
 * reads their values.
 */
final class CsvSource implements RecordSource {

  private final Content content;
  private final CsvFile file;
  private final UploadOptions told;
  private final List<FieldColumn> columns;
  private final List<Dataset.Warning> warnings;

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
    FieldReader reader = new FieldReader(file, columns, told.header(), rows);
    try (BatchPipe<FieldBatch> pipe =
        BatchPipe.start("dataset-fields", FieldBatch::new, FieldBatch::clear, reader::read)) {
      cut(pipe);
    }
    requireRows(rows.rows() + reader.raggedRows());
    requireEven(reader);
    requireNumbers();
  }

  /** Of two problems the one that stands first in the file counts, whichever thread is ahead. */
  private void cut(BatchPipe<FieldBatch> pipe) throws IOException {
    PlainRows plain = new PlainRows(file, content.stream());
    FieldRecorder recorder = new FieldRecorder(file, new FieldBatch());
    try {
      PlainRows.Rest rest = plain.read(pipe);
      recorder.use(plain.batch());
      file.read(
          rest,
          recorder,
          full -> {
            if (full) {
              recorder.use(pipe.exchange(recorder.batch()));
            }
          });
    } catch (ProblemException e) {
      finish(pipe, recorder);
      throw e;
    }
    finish(pipe, recorder);
  }

  /** The rows that have ended are read. */
  private static void finish(BatchPipe<FieldBatch> pipe, FieldRecorder recorder)
      throws IOException {
    pipe.exchange(recorder.batch());
    pipe.finish();
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

  private void requireRows(long rows) {
    if (rows == 0) {
      throw Problem.of(
              ProblemType.DATASET_HEADER_ONLY,
              "The file names %d columns and holds no row.".formatted(columns.size()))
          .hint("If the first line is data, pass header=false.")
          .toException();
    }
  }

  private void requireEven(FieldReader reader) {
    if (reader.raggedRows() > 0) {
      throw Problem.of(
              ProblemType.RAGGED_ROWS,
              "%d of the rows do not have %d fields, the first in line %s."
                  .formatted(
                      reader.raggedRows(), columns.size(), reader.ragged().getFirst().get("line")))
          .with("rows", reader.ragged())
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
