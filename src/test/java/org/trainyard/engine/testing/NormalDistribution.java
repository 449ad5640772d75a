package org.trainyard.engine.testing;

/** The normal distribution in float64. */
public final class NormalDistribution {

  private NormalDistribution() {}

  public static double density(double x) {
    return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The distribution function: its Taylor series near zero, its continued fraction in the tails
   * (Abramowitz and Stegun, 26.2.11 and 26.2.14).
   */
  public static double distribution(double x) {
    double distance = Math.abs(x);
    if (distance > 3) {
      double fraction = distance;
      for (int k = distance > 6 ? 40 : 120; k >= 1; k--) {
        fraction = distance + k / fraction;
      }
      double tail = density(x) / fraction;
      return x < 0 ? tail : 1 - tail;
    }
    double term = x;
    double sum = x;
    for (int k = 1; k < 60; k++) {
      term *= x * x / (2 * k + 1);
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }
}
