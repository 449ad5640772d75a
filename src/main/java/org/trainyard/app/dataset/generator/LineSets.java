package org.trainyard.app.dataset.generator;

/** Functions of one number, and one of ten. */
final class LineSets {

  private static final int FRIEDMAN_FEATURES = 10;

  private LineSets() {}

  static RowDrawer box(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      double x = -20 + 40.0 * row / request.samples();
      put(values, at, x + request.noise() * draws.gaussian(), -4 < x && x < 4 ? 1 : 0);
    };
  }

  static RowDrawer twoBoxes(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      double x = -20 + 40 * share(request, row);
      boolean inside = (-10 < x && x < -5) || (5 < x && x < 10);
      put(values, at, x + request.noise() * draws.gaussian(), inside ? 1 : 0);
    };
  }

  static RowDrawer threeSegments(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      double x = -2 + 4.0 * row / request.samples();
      int label = x >= 1 ? 2 : x > -1 ? 1 : 0;
      put(values, at, x + request.noise() * draws.gaussian(), label);
    };
  }

  static RowDrawer quadratic(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      double x = -1 + 2 * share(request, row);
      put(values, at, x, x * x + request.noise() * draws.gaussian());
    };
  }

  static RowDrawer sine(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      double x = 2 * StrictMath.PI * request.turns() * share(request, row);
      put(values, at, x, StrictMath.sin(x) + request.noise() * draws.gaussian());
    };
  }

  /** J. Friedman, "Multivariate adaptive regression splines", 1991; features 6 to 10 are noise. */
  static RowDrawer friedman(GenerateRequest request, Draws draws) {
    return (_, values, at) -> {
      double[] x = new double[FRIEDMAN_FEATURES];
      for (int i = 0; i < x.length; i++) {
        x[i] = draws.uniform();
        values[at + i] = (float) x[i];
      }
      double y =
          10 * StrictMath.sin(StrictMath.PI * x[0] * x[1])
              + 20 * (x[2] - 0.5) * (x[2] - 0.5)
              + 10 * x[3]
              + 5 * x[4];
      values[at + x.length] = (float) (y + request.noise() * draws.gaussian());
    };
  }

  /** From 0 for the first row to 1 for the last. */
  private static double share(GenerateRequest request, long row) {
    return (double) row / (request.samples() - 1);
  }

  private static void put(float[] values, int at, double x, double target) {
    values[at] = (float) x;
    values[at + 1] = (float) target;
  }
}
