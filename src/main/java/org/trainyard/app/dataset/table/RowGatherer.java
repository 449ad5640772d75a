package org.trainyard.app.dataset.table;

import java.io.IOException;
import org.trainyard.app.dataset.DatasetProperties;
import org.trainyard.app.dataset.RowBatch;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * Where a reader puts its rows: it writes the values of one at {@link #offset()} of {@link
 * #values()}, calls {@link #next()}, and asks for both again.
 */
public final class RowGatherer {

  private final Exchange exchange;
  private final DatasetProperties limits;
  private RowBatch batch;
  private long rows;

  RowGatherer(RowBatch first, Exchange exchange, DatasetProperties limits) {
    this.batch = first;
    this.exchange = exchange;
    this.limits = limits;
  }

  /** Takes a full batch and gives an empty one. */
  @FunctionalInterface
  interface Exchange {
    RowBatch exchange(RowBatch full) throws IOException;
  }

  /** The array that takes the next row. */
  public float[] values() {
    return batch.values();
  }

  /** Where in it the next row begins. */
  public int offset() {
    return batch.end();
  }

  /** How many rows can be written one behind the other from {@link #offset()} on: at least one. */
  public int room() {
    return (int) Math.min(batch.room(), Math.max(1, limits.maxRows() - rows));
  }

  /**
   * The row is complete.
   *
   * @throws org.trainyard.app.web.ProblemException {@code too-many-rows}
   */
  public void next() throws IOException {
    next(1);
  }

  /**
   * So many rows are complete, at most {@link #room()}.
   *
   * @throws org.trainyard.app.web.ProblemException {@code too-many-rows}
   */
  public void next(int number) throws IOException {
    rows += number;
    if (rows > limits.maxRows()) {
      throw Problem.of(
              ProblemType.TOO_MANY_ROWS,
              "The file has more than %d rows.".formatted(limits.maxRows()))
          .limit(limits.maxRows(), rows)
          .hint("Send fewer, or raise trainyard.datasets.max-rows.")
          .toException();
    }
    batch.add(number);
    if (batch.isFull()) {
      batch = exchange.exchange(batch);
    }
  }

  /** Rows up to now. */
  public long rows() {
    return rows;
  }

  void finish() throws IOException {
    if (!batch.isEmpty()) {
      batch = exchange.exchange(batch);
    }
  }
}
