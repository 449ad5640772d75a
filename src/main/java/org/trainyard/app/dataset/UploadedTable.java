package org.trainyard.app.dataset;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upload whose format and columns have been told, ready to be read once. */
public interface UploadedTable {

  /** How many values a row has as it is read, before columns are left out. */
  int rawWidth();

  /** What was said and told about the upload. */
  UploadOptions told();

  /**
   * Reads all rows, in memory that does not grow with them.
   *
   * @param sink takes every row in order, perhaps on another thread; all have been taken on return
   * @throws org.trainyard.app.web.ProblemException if anything in the upload is wrong
   */
  Contents read(BatchSink sink) throws IOException;

  /**
   * What a table turned out to hold.
   *
   * @param rows at least one
   * @param columns in the order of the raw values
   * @param warnings what a person should know about the data before training on them
   * @param firstRows some raw rows, for a look at them
   */
  record Contents(
      long rows,
      List<ReadColumn> columns,
      List<Dataset.Warning> warnings,
      List<float[]> firstRows) {

    public Contents {
      columns = List.copyOf(columns);
      warnings = List.copyOf(warnings);
      firstRows = List.copyOf(firstRows);
    }

    /** Whether any column is left to store. */
    boolean isStorable() {
      return columns.stream().anyMatch(column -> column.column().width() > 0);
    }

    /** The columns as the data set shows them. */
    public List<Column> described() {
      return columns.stream().map(ReadColumn::column).toList();
    }
  }

  /**
   * A column and how its raw values become the stored ones.
   *
   * @param nameInFile the name that the file has for it
   * @param rawWidth raw values a row has of it
   * @param codes stored index of each raw index of a categorical column; null: nothing to change
   */
  @SuppressWarnings("ArrayRecordComponent") // shared with nobody
  record ReadColumn(Column column, String nameInFile, int rawWidth, float @Nullable [] codes) {

    /** The stored value of a raw one. */
    float stored(float raw) {
      return codes == null || Float.isNaN(raw) ? raw : codes[(int) raw];
    }
  }
}
