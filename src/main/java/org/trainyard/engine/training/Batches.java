package org.trainyard.engine.training;

import org.trainyard.engine.data.Samples;
import org.trainyard.engine.tensor.Matrix;

/**
 * Cuts samples into minibatches and gathers one at a time into the same memory. The last one may be
 * smaller.
 */
final class Batches {

  private final Samples samples;
  private final int batchSize;
  private final int[] order;
  private final Matrix inputs; // (batchSize, inputSize)
  private final Matrix targets; // (batchSize, targetSize)

  Batches(Samples samples, int batchSize) {
    this.samples = samples;
    this.batchSize = Math.min(batchSize, samples.size());
    this.inputs = Matrix.zeros(this.batchSize, samples.inputSize());
    this.targets = Matrix.zeros(this.batchSize, samples.targetSize());
    this.order = new int[samples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /** A minibatch; its matrices are overwritten by the next one. */
  record Batch(Matrix inputs, Matrix targets) {}

  /** How many minibatches an epoch has. */
  int count() {
    return (order.length + batchSize - 1) / batchSize;
  }

  int batchSize() {
    return batchSize;
  }

  /** The order in which rows are read; changing it changes the next batches. */
  int[] order() {
    return order;
  }

  Batch gather(int number) {
    int from = number * batchSize;
    int rows = Math.min(batchSize, order.length - from);
    Matrix batchInputs = inputs.view(0, rows);
    Matrix batchTargets = targets.view(0, rows);
    samples.gather(order, from, rows, batchInputs, batchTargets);
    return new Batch(batchInputs, batchTargets);
  }
}
