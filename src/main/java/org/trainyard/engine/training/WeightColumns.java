package org.trainyard.engine.training;

import java.util.stream.IntStream;
import org.trainyard.engine.tensor.Matrix;

/**
 * Which columns of a weight matrix, so which units, are looked at in an epoch: all of them, or some
 * blocks that lie evenly.
 *
 * <p>The norms of a weight, of its gradient and of its change cost as much as a few samples on
 * their way through it, and much more where the matrix is in no cache. That is nothing beside
 * thousands of samples; an epoch of few samples looks at a part of a large matrix. A part of the
 * units, because what comes from one input can be thousands of times what comes from another.
 */
final class WeightColumns {

  /** An epoch of so many samples looks at all weights. */
  private static final int ENOUGH_SAMPLES = 8192;

  /** So many weights, about, are always looked at. */
  private static final int FEW = 4096;

  /** Neighbours that are looked at together. */
  private static final int BLOCK = 8;

  private WeightColumns() {}

  /** The columns, ascending. */
  static int[] of(Matrix weights, long samples) {
    long elements = (long) weights.rows() * weights.columns();
    long affordable = Math.max(FEW, elements * samples / ENOUGH_SAMPLES);
    long stride = Math.max(1, elements / affordable);
    return IntStream.range(0, weights.columns())
        .filter(column -> column / BLOCK % stride == 0)
        .toArray();
  }
}
