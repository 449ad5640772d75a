package org.trainyard.engine.kernel;

/**
 * Functions in double for what is computed once a step: learning rates, and the corrections of
 * Adam. Made of products and sums, each correctly rounded, so that the bits are the same on every
 * machine.
 *
 * <p>{@link StrictMath} has the same bits everywhere, too, but its {@code pow} and {@code cos}
 * allocate small arrays. The JIT compiler removes them only as long as nobody in the JVM has taken
 * other branches there.
 */
public final class DoubleFunctions {

  private DoubleFunctions() {}

  /**
   * {@code base^exponent} by repeated squaring. The relative error is below {@code exponent} units
   * in the last place, of a result that shrinks or grows with the exponent much faster.
   *
   * @param exponent at least 0
   */
  public static double power(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /**
   * {@code cos(pi x)}, with an absolute error below 4e-16.
   *
   * @param x finite, at least 0
   */
  public static double cosineOfHalfTurns(double x) {
    double rest = x % 2;
    double half = rest <= 1 ? rest : 2 - rest;
    return half <= 0.5 ? firstQuarter(half) : -firstQuarter(1 - half);
  }

  private static double firstQuarter(double x) {
    return x <= 0.25 ? cosine(Math.PI * x) : sine(Math.PI * (0.5 - x));
  }

  /** Its Taylor polynomial, for {@code |x| <= pi / 4}. */
  private static double cosine(double x) {
    double square = x * x;
    double sum = 1;
    for (int n = 16; n > 0; n -= 2) {
      sum = 1 - square / ((n - 1) * n) * sum;
    }
    return sum;
  }

  /** Its Taylor polynomial, for {@code |x| <= pi / 4}. */
  private static double sine(double x) {
    double square = x * x;
    double sum = 1;
    for (int n = 17; n > 1; n -= 2) {
      sum = 1 - square / ((n - 1) * n) * sum;
    }
    return x * sum;
  }
}
