package org.trainyard.published;

import org.trainyard.engine.random.RandomKey;

/** Random numbers of one data set, the same on every machine; not those of the training. */
final class Draws {

  /** Keys of the engine derive small numbers from a seed. */
  private static final long PUBLISHED_DATA = 0x7075626c69736865L;

  private final RandomKey key;
  private long next;

  Draws(long seed) {
    this.key = new RandomKey(seed).derive(PUBLISHED_DATA);
  }

  /** Uniform in [0, 1). */
  float uniform() {
    return key.uniform(next++, 0, 1);
  }

  /** Normal with the given deviation and mean 0. */
  double normal(double deviation) {
    return deviation * key.normal(next++);
  }
}
