package org.trainyard.app.dataset.table;

import java.util.Arrays;
import org.trainyard.app.dataset.Column.Quantiles;

/**
 * Quantiles of many numbers in bounded memory: of all of them while they fit, else of one drawn at
 * random out of every 2, 4, 8 … of them. The draws are the same for the same numbers.
 *
 * <p>The error of a quantile's rank follows from the Dvoretzky-Kiefer-Wolfowitz inequality (P.
 * Massart, 1990), which holds for a plain random sample; drawing one out of each block does better.
 */
final class QuantileSample {

  private static final int BUDGET = 8 << 20; // numbers of all columns together: 32 MB
  private static final int LEAST = 1 << 10;
  private static final int MOST = 1 << 16;
  private static final double DOUBT = 0.001;

  private final int limit;
  private float[] sample = new float[64];
  private int size;
  private long stride = 1;
  private long next; // numbers to pass over before the next one is drawn
  private long rest; // of the block behind that one
  private long state = 0x9E3779B97F4A7C15L;

  private QuantileSample(int limit) {
    this.limit = limit;
  }

  /** A sample for one of so many columns. */
  static QuantileSample oneOf(int columns) {
    return new QuantileSample(Math.clamp(BUDGET / Math.max(1, columns), LEAST, MOST));
  }

  /** Offers the first {@code count} of some numbers, none of which is NaN. */
  void add(float[] values, int count) {
    long at = next;
    while (at < count) {
      keep(values[(int) at]);
      long draw = stride == 1 ? 0 : random() & (stride - 1);
      at += rest + draw + 1;
      rest = stride - 1 - draw;
    }
    next = at - count;
  }

  private void keep(float value) {
    if (size == sample.length && size < limit) {
      sample = Arrays.copyOf(sample, Math.min(limit, 2 * size));
    }
    if (size == limit) {
      halve();
    }
    sample[size++] = value;
  }

  /** Keeps one of each two, drawn at random. */
  private void halve() {
    for (int i = 0; i < size / 2; i++) {
      sample[i] = sample[2 * i + (int) (random() & 1)];
    }
    size /= 2;
    stride *= 2;
    rest = stride - 1;
  }

  Quantiles quantiles() {
    if (size == 0) {
      return new Quantiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    }
    float[] sorted = Arrays.copyOf(sample, size);
    Arrays.sort(sorted);
    double error = stride == 1 ? 0 : Math.sqrt(Math.log(2 / DOUBT) / (2.0 * size));
    return new Quantiles(
        quantile(sorted, 0.05),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 0.95),
        error);
  }

  /** Linear between the two neighbours in rank, as NumPy does it. */
  private static double quantile(float[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    double fraction = rank - below;
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    return low + (high - low) * fraction;
  }

  /** Xorshift (G. Marsaglia, "Xorshift RNGs", 2003). */
  private long random() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return state;
  }
}
