package org.trainyard.engine.training;

import org.trainyard.engine.random.RandomKey;
import org.trainyard.engine.training.TrainingConfig.Order;

/** The order of the rows in each epoch and where its minibatches lie. Belongs to one thread. */
final class Minibatches {

  private final int batchSize;
  private final int[] order;

  Minibatches(int samples, int batchSize) {
    this.batchSize = Math.min(batchSize, samples);
    this.order = new int[samples];
    for (int i = 0; i < samples; i++) {
      order[i] = i;
    }
  }

  /** Puts the rows into the order of an epoch, a pure function of key and epoch. */
  void startEpoch(Order wanted, RandomKey key, int epoch) {
    switch (wanted) {
      case SHUFFLED -> key.derive(epoch).permutation(order);
      case AS_GIVEN -> {}
    }
  }

  /** Row numbers; minibatch {@code i} is {@code [first(i), first(i) + rows(i))}. */
  int[] order() {
    return order;
  }

  int count() {
    return (order.length + batchSize - 1) / batchSize;
  }

  /** Rows of every minibatch but perhaps the last. */
  int batchSize() {
    return batchSize;
  }

  int first(int batch) {
    return batch * batchSize;
  }

  int rows(int batch) {
    return Math.min(batchSize, order.length - first(batch));
  }
}
