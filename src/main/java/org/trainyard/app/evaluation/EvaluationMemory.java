package org.trainyard.app.evaluation;

import java.util.stream.IntStream;
import org.trainyard.engine.layer.NetworkSpec;

/** What evaluations hold in memory, at most, beside the model. */
public final class EvaluationMemory {

  /** So much of the heap, and no more than 64 MiB, for what is kept of the rows. */
  private static final long SHARE_OF_HEAP = 32;

  private static final long MOST_KEPT = 64L << 20;

  /** Of each kept number: itself and, for regressions, in double precision. */
  private static final int NUMBER_BYTES = Double.BYTES;

  /** Of each kept row: its label, and the copies of one number of all rows that are sorted. */
  private static final int ROW_BYTES = 3 * Double.BYTES;

  private EvaluationMemory() {}

  /** Bytes for what is kept of the rows. */
  static long kept() {
    return Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, MOST_KEPT);
  }

  /** Most rows of which something is kept, so many numbers of so many bytes each. */
  static long keptRows(int numbers, int bytes) {
    return Math.max(1, kept() / ((long) numbers * bytes));
  }

  /**
   * Bytes of the figures of an evaluation.
   *
   * @param outputs of the network
   * @param rows that are evaluated
   */
  public static long ofFigures(int outputs, long rows) {
    long rowsKept = Math.min(rows, keptRows(outputs, Float.BYTES));
    return rowsKept * ((long) outputs * NUMBER_BYTES + ROW_BYTES);
  }

  /** Bytes of an evaluation that is no part of a training, or of an importance. */
  static long of(NetworkSpec network, long rows) {
    long numbers = network.inputSize() + IntStream.of(network.outputSizes()).asLongStream().sum();
    long batch = Predictions.BATCH_ROWS * numbers * Float.BYTES;
    // An importance keeps rows instead of figures, as many as fit into the same share.
    return batch + Math.max(ofFigures(network.outputSize(), rows), kept());
  }
}
