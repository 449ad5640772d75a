package org.trainyard.app.dataset.csv;

import org.trainyard.app.dataset.text.Quoting;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Copies fields out of FastCSV's buffer, for another thread to read their values. */
final class FieldRecorder extends CsvHandler<Boolean> {

  private FieldBatch batch;

  FieldRecorder(CsvFile file, FieldBatch first) {
    super(file.separator(), file.maxColumns());
    this.batch = first;
  }

  FieldBatch batch() {
    return batch;
  }

  /** The batch that takes the next rows. */
  void use(FieldBatch next) {
    batch = next;
  }

  @Override
  void begin() {
    batch.begin();
  }

  @Override
  void field(int index, char[] text, int from, int length, Quoting quoting) {
    if (!batch.copy(text, from, length, quoting)) {
      throw Problem.of(
              ProblemType.FIELD_TOO_LARGE,
              "The row that begins in line %d has more than %d characters."
                  .formatted(line(), FieldBatch.MAX_ROW))
          .with("line", line())
          .with("limit", FieldBatch.MAX_ROW)
          .hint("If that is not meant, a quote may have been opened and not closed.")
          .toException();
    }
  }

  /** Whether the batch is full. */
  @Override
  protected Boolean buildRecord() {
    batch.endRow(line());
    return batch.isFull();
  }
}
