package org.trainyard.engine.training;

import org.trainyard.engine.tensor.Matrix;

/**
 * Which rows of a weight matrix are looked at in an epoch: all of them, or every {@code stride}-th.
 *
 * <p>The norms of a weight, of its gradient and of its change cost as much as a few samples on
 * their way through it, and much more where the matrix is in no cache. That is nothing beside
 * thousands of samples; an epoch of few samples looks at a part of a large matrix.
 *
 * @param of how many rows there are
 * @param stride odd, so that it does not fall in with the lines of an image
 */
record WeightRows(int of, int stride) {

  /** An epoch of so many samples looks at all weights. */
  private static final int ENOUGH_SAMPLES = 8192;

  /** So many weights, about, are always looked at. */
  private static final int FEW = 4096;

  static WeightRows of(Matrix weights, long samples) {
    long elements = (long) weights.rows() * weights.columns();
    long affordable = Math.max(FEW, elements * samples / ENOUGH_SAMPLES);
    return new WeightRows(weights.rows(), (int) Math.max(1, elements / affordable) | 1);
  }

  /** How many rows are looked at. */
  int count() {
    return (of + stride - 1) / stride;
  }
}
