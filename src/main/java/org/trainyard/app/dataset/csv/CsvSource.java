package org.trainyard.app.dataset.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trainyard.app.dataset.BytePipe;
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
 * The rows of a CSV file, from its text to numbers in one pass on two threads: one receives the
 * bytes, one cuts fields and reads their values, while these are in its caches.
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
    BytePipe.read("dataset-fields", content.stream(), in -> read(in, reader));
    requireRows(rows.rows() + reader.raggedRows());
    requireEven(reader);
    requireNumbers();
  }

  private void read(InputStream in, FieldReader reader) throws IOException {
    FieldBatch batch = new FieldBatch();
    PlainRows.Rest rest = new PlainRows(file, in, batch).read(reader::read);
    FieldRecorder recorder = new FieldRecorder(file, batch);
    try {
      file.read(
          rest,
          recorder,
          full -> {
            if (full) {
              readAndClear(batch, reader);
            }
          });
    } catch (ProblemException e) {
      readAndClear(batch, reader); // of two problems the one that stands first in the file counts
      throw e;
    }
    readAndClear(batch, reader);
  }

  private static void readAndClear(FieldBatch batch, FieldReader reader) throws IOException {
    try {
      reader.read(batch);
    } finally {
      batch.clear();
    }
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
