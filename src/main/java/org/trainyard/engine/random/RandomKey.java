package org.trainyard.engine.random;

/**
 * A source of random numbers without state: number {@code i} of a key is always the same.
 *
 * <p>Keys form a tree: a seed and a purpose give a key, and a key and an index (a layer, an epoch)
 * give another one. Immutable, so safe for use by several threads.
 *
 * @param value the key of the generator
 */
public record RandomKey(long value) {

  private static final double TWO_TO_MINUS_24 = 0x1p-24;
  private static final double TWO_TO_MINUS_32 = 0x1p-32;

  /** The key of a seed and a purpose. */
  public static RandomKey of(long seed, Purpose purpose) {
    return new RandomKey(Threefry.bits(seed, purpose.id()));
  }

  /** The key of one part of what this key is for, such as one layer or one epoch. */
  public RandomKey derive(long index) {
    return new RandomKey(Threefry.bits(value, index));
  }

  /** 64 random bits. */
  public long bits(long index) {
    return Threefry.bits(value, index);
  }

  /** A uniform number in {@code [low, high)}, of 2^24 equidistant ones. */
  public float uniform(long index, double low, double high) {
    return (float) (low + (high - low) * ((bits(index) >>> 40) * TWO_TO_MINUS_24));
  }

  /**
   * A normal number with mean 0 and variance 1.
   *
   * <p>Source: Box and Muller, "A note on the generation of random normal deviates", 1958, on the
   * two halves of the 64 bits; with the strict functions of the JDK, the same everywhere.
   */
  public double normal(long index) {
    long bits = bits(index);
    double radius = ((bits >>> 32) + 0.5) * TWO_TO_MINUS_32; // in (0, 1)
    double angle = (bits & 0xFFFFFFFFL) * TWO_TO_MINUS_32;
    return Math.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle);
  }

  /**
   * Fills a row with {@code scale}, or with 0 in the share {@code rate} of the places; two places
   * share the 64 bits of one number. Nothing is allocated.
   *
   * @param key the value of a key, such as one of a layer and a step
   * @param row the number of the row, from 0
   * @param rate in [0, 1), in steps of 2^-32
   */
  public static void mask(
      long key, int row, double rate, float scale, float[] mask, int from, int count) {
    long threshold = (long) (rate * 0x1p32);
    long counter = (long) row << 32;
    for (int j = 0; j < count; j += 2) {
      long bits = Threefry.bits(key, counter + (j >>> 1));
      mask[from + j] = (bits >>> 32) < threshold ? 0f : scale;
      if (j + 1 < count) {
        mask[from + j + 1] = (bits & 0xFFFFFFFFL) < threshold ? 0f : scale;
      }
    }
  }

  /**
   * A whole number in {@code [0, bound)}.
   *
   * <p>The high half of a product of 128 bits: no number is favoured by more than {@code bound /
   * 2^64}.
   */
  public int below(long index, int bound) {
    return (int) Math.unsignedMultiplyHigh(bits(index), bound);
  }

  /**
   * Puts the numbers {@code 0 .. order.length - 1} into a random order.
   *
   * <p>Source: R. Durstenfeld, "Algorithm 235: Random permutation", CACM 7 (1964), the shuffle of
   * Fisher and Yates.
   */
  public void permutation(int[] order) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = below(i, i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
