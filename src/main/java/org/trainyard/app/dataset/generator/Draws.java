package org.trainyard.app.dataset.generator;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random numbers that are the same on every machine: the functions are StrictMath's. */
final class Draws {

  private final RandomGenerator random;

  Draws(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  /** Uniform in [{@code from}, {@code to}). */
  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Uniform from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /**
   * Normal with mean 0 and deviation 1: Box and Muller, "A note on the generation of random normal
   * deviates", 1958.
   */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }
}
