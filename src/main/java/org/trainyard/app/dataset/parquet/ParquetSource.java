package org.trainyard.app.dataset.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RecordSource;
import org.trainyard.app.dataset.table.RowGatherer;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;

/** The rows of a Parquet file, from columns to rows a batch at a time. */
final class ParquetSource implements RecordSource {

  private static final int THREADS = 2; // that decompress

  private final ParquetFile file;
  private final UploadOptions told;
  private final List<RawColumn> columns;
  private final List<ParquetColumn> read;
  private final ColumnProjection projection;
  private final int batchRows;

  /**
   * A source.
   *
   * @param columns all of the table
   * @param read those that are not left out
   * @param projection the same for the library
   * @param batchRows rows that are decoded at a time
   */
  ParquetSource(
      ParquetFile file,
      UploadOptions told,
      List<RawColumn> columns,
      List<ParquetColumn> read,
      ColumnProjection projection,
      int batchRows) {
    this.file = file;
    this.told = told;
    this.columns = List.copyOf(columns);
    this.read = List.copyOf(read);
    this.projection = projection;
    this.batchRows = batchRows;
  }

  @Override
  public UploadOptions told() {
    return told;
  }

  @Override
  public List<RawColumn> columns() {
    return columns;
  }

  @Override
  public void read(RowGatherer rows) throws IOException {
    try (HardwoodContext context = HardwoodContext.create(THREADS);
        ParquetFileReader reader = ParquetFile.blaming(() -> file.reader(context));
        ColumnReaders batches =
            ParquetFile.blaming(
                () -> reader.buildColumnReaders(projection).batchSize(batchRows).build())) {
      read(batches, rows);
    }
    if (rows.rows() != file.rows()) {
      throw ParquetFile.invalid(
          "it has %d rows and declares %d".formatted(rows.rows(), file.rows()));
    }
    List<Problem> problems =
        read.stream().map(ParquetColumn::problem).flatMap(Optional::stream).toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private void read(ColumnReaders batches, RowGatherer rows) throws IOException {
    float[][] values = new float[columns.size()][batchRows]; // column by column
    for (float[] column : values) {
      Arrays.fill(column, Float.NaN); // stays in columns that are left out
    }
    List<ColumnReader> readers = readers(batches);
    while (ParquetFile.blaming(batches::nextBatch)) {
      long firstRow = rows.rows() + 1;
      int count = ParquetFile.blaming(batches::getRecordCount);
      ParquetFile.blaming(() -> {
        for (int i = 0; i < read.size(); i++) {
          float[] target = values[columns.indexOf(read.get(i).raw())];
          read.get(i).read(readers.get(i), count, firstRow, target);
        }
        return count;
      });
      for (int row = 0; row < count; row++) {
        gather(values, row, rows);
      }
    }
  }

  /** In the order of the columns that are read. */
  private List<ColumnReader> readers(ColumnReaders batches) {
    List<ColumnReader> readers = new ArrayList<>();
    for (ParquetColumn column : read) {
      readers.add(
          IntStream.range(0, batches.getColumnCount())
              .mapToObj(batches::getColumnReader)
              .filter(reader -> reader.getColumnSchema().columnIndex() == column.index())
              .findFirst()
              .orElseThrow(() -> ParquetFile.invalid("one of its columns is not found")));
    }
    return readers;
  }

  private static void gather(float[][] values, int row, RowGatherer rows) throws IOException {
    float[] target = rows.values();
    int at = rows.offset();
    for (float[] column : values) {
      target[at++] = column[row];
    }
    rows.next();
  }

  @Override
  public List<Dataset.Warning> warnings() {
    return read.stream().flatMap(column -> column.warnings().stream()).toList();
  }
}
