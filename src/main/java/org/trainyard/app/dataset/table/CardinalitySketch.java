package org.trainyard.app.dataset.table;

/**
 * Estimates how many different numbers there were, in a few kilobytes.
 *
 * <p>HyperLogLog (Flajolet, Fusy, Gandouet, Meunier, 2007) with the estimator of O. Ertl, "New
 * cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6, which needs no
 * corrections for small or large counts. Its standard error is 1.04 over the root of the number of
 * registers.
 */
final class CardinalitySketch {

  private static final int FEW_COLUMNS = 2000; // up to here 16 KB a column, 32 MB together
  private static final double STANDARD_ERROR = 1.04;
  private static final double ONE_OF_A_THOUSAND = 3.29; // standard deviations, two-sided

  private final int precision;
  private byte[] registers = new byte[0];

  private CardinalitySketch(int precision) {
    this.precision = precision;
  }

  /** A sketch for one of so many columns; takes its memory when the first number comes. */
  static CardinalitySketch oneOf(int columns) {
    return new CardinalitySketch(columns <= FEW_COLUMNS ? 14 : 11);
  }

  /** A sketch that takes two kilobytes, and errs more. */
  static CardinalitySketch small() {
    return oneOf(FEW_COLUMNS + 1);
  }

  /** Adds the numbers from {@code from} to {@code end}; none of them is NaN. */
  void add(float[] values, int from, int end) {
    byte[] ranks = from == end ? registers : allocated();
    for (int i = from; i < end; i++) {
      add(Float.floatToRawIntBits(values[i] + DistinctCount.ZERO), ranks, precision);
    }
  }

  /** Adds one, by bits that equal ones share. */
  void add(int bits) {
    add(bits, allocated(), precision);
  }

  private byte[] allocated() {
    if (registers.length == 0) {
      registers = new byte[1 << precision];
    }
    return registers;
  }

  private static void add(int bits, byte[] ranks, int precision) {
    long hash = mixed(bits);
    int register = (int) (hash >>> (Long.SIZE - precision));
    // The guard bit bounds the rank where all remaining bits are zero.
    int rank = Long.numberOfLeadingZeros((hash << precision) | (1L << (precision - 1))) + 1;
    if (rank > ranks[register]) {
      ranks[register] = (byte) rank;
    }
  }

  long estimate() {
    int largest = Long.SIZE - precision; // of the ranks below the guard
    int[] counts = new int[largest + 2];
    for (byte rank : registers) {
      counts[rank]++;
    }
    double size = registers.length;
    double sum = size * tau(1 - counts[largest + 1] / size);
    for (int rank = largest; rank >= 1; rank--) {
      sum = (sum + counts[rank]) / 2;
    }
    sum += size * sigma(counts[0] / size);
    return Math.round(size * size / (2 * Math.log(2) * sum));
  }

  /** Relative error that is exceeded in one of a thousand cases. */
  double error() {
    return ONE_OF_A_THOUSAND * STANDARD_ERROR / Math.sqrt(1 << precision);
  }

  private static double sigma(double x) {
    double y = 1;
    double z = x;
    double power = x;
    for (double before = Double.NaN; z != before; ) {
      power *= power;
      before = z;
      z += power * y;
      y += y;
    }
    return z;
  }

  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double y = 1;
    double z = 1 - x;
    double root = x;
    for (double before = Double.NaN; z != before; ) {
      root = Math.sqrt(root);
      before = z;
      y /= 2;
      z -= (1 - root) * (1 - root) * y;
    }
    return z / 3;
  }

  /** The finalizer of MurmurHash3 (A. Appleby): every bit of the input moves every bit. */
  private static long mixed(int bits) {
    long hash = bits * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }
}
