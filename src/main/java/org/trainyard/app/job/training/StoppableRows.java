package org.trainyard.app.job.training;

import org.trainyard.app.dataset.StoredRows;
import org.trainyard.engine.training.StopSignal;

/**
 * Rows whose reading ends when a stop is asked for: to read all of a large data set, from the disk
 * and several times, takes longer than anyone who stops a run would wait. Belongs to the thread
 * that trains.
 */
final class StoppableRows implements StoredRows {

  private static final int ASK_EVERY = 256; // reads: each may wait for the disk

  private final StoredRows rows;
  private final StopSignal stop;
  private int reads;

  StoppableRows(StoredRows rows, StopSignal stop) {
    this.rows = rows;
    this.stop = stop;
  }

  /**
   * Passes if nobody asks for a stop.
   *
   * @throws StoppedException otherwise
   */
  static void check(StopSignal stop) {
    if (stop.isStopRequested()) {
      throw new StoppedException();
    }
  }

  private void count() {
    reads++;
    if (reads % ASK_EVERY == 0) {
      check(stop);
    }
  }

  @Override
  public long rows() {
    return rows.rows();
  }

  @Override
  public int width() {
    return rows.width();
  }

  @Override
  public void read(long row, float[] values) {
    count();
    rows.read(row, values);
  }

  @Override
  public float value(long row, int index) {
    count();
    return rows.value(row, index);
  }

  @Override
  public void close() {
    rows.close();
  }
}
