package org.trainyard.app.dataset.generator;

/** Points in the plane: x1, x2 and a label or a number. The classes take turns, row by row. */
final class PlaneSets {

  /** Of a spiral's arm: an angle of 4, as in cs231n. */
  static final double TURNS = 4 / (2 * StrictMath.PI);

  private static final int BOARD = 4;

  private PlaneSets() {}

  /** Radius r from 0 to 1 and angle 4 j + 2 pi turns r + noise, as in the notes of cs231n. */
  static RowDrawer spiral(GenerateRequest request, Draws draws) {
    double length = 2 * StrictMath.PI * request.turns();
    double apart = request.turns() == TURNS ? 4 : 2 * StrictMath.PI / request.classes();
    return (row, values, at) -> {
      Place place = Place.of(request, row);
      double radius = share(place.position(), place.count() - 1);
      double angle = apart * place.label() + length * radius + request.noise() * draws.gaussian();
      put(
          values,
          at,
          radius * StrictMath.sin(angle),
          radius * StrictMath.cos(angle),
          place.label());
    };
  }

  static RowDrawer xor(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      Place place = Place.of(request, row);
      int first = (int) (place.position() % 2);
      putNoisy(values, at, first, first ^ place.label(), place.label(), request, draws);
    };
  }

  /** As scikit-learn's make_circles with factor 0.5. */
  static RowDrawer circles(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      Place place = Place.of(request, row);
      double angle = 2 * StrictMath.PI * share(place.position(), place.count());
      double radius = place.label() == 0 ? 1 : 0.5;
      putNoisy(
          values,
          at,
          radius * StrictMath.cos(angle),
          radius * StrictMath.sin(angle),
          place.label(),
          request,
          draws);
    };
  }

  /** As scikit-learn's make_moons. */
  static RowDrawer moons(GenerateRequest request, Draws draws) {
    return (row, values, at) -> {
      Place place = Place.of(request, row);
      double angle = StrictMath.PI * share(place.position(), place.count() - 1);
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      boolean outer = place.label() == 0;
      putNoisy(
          values,
          at,
          outer ? cos : 1 - cos,
          outer ? sin : 0.5 - sin,
          place.label(),
          request,
          draws);
    };
  }

  /** As scikit-learn's make_blobs. */
  static RowDrawer blobs(GenerateRequest request, Draws draws) {
    double[][] centres = new double[(int) request.classes()][];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = new double[] {draws.uniform(-10, 10), draws.uniform(-10, 10)};
    }
    return (row, values, at) -> {
      int label = Place.of(request, row).label();
      putNoisy(values, at, centres[label][0], centres[label][1], label, request, draws);
    };
  }

  /** As TensorFlow Playground's: the variance is 0.5 + 7 noise. */
  static RowDrawer gauss(GenerateRequest request, Draws draws) {
    double deviation = StrictMath.sqrt(0.5 + 7 * request.noise());
    return (row, values, at) -> {
      int label = Place.of(request, row).label();
      double centre = label == 1 ? 2 : -2;
      put(
          values,
          at,
          centre + deviation * draws.gaussian(),
          centre + deviation * draws.gaussian(),
          label);
    };
  }

  static RowDrawer checkerboard(GenerateRequest request, Draws draws) {
    return (_, values, at) -> {
      double x1 = draws.uniform(0, BOARD);
      double x2 = draws.uniform(0, BOARD);
      putNoisy(values, at, x1, x2, ((int) x1 + (int) x2) % 2, request, draws);
    };
  }

  /** As TensorFlow Playground's regression plane: noise moves the point whose value it is. */
  static RowDrawer plane(GenerateRequest request, Draws draws) {
    return (_, values, at) -> {
      double x1 = draws.uniform(-6, 6);
      double x2 = draws.uniform(-6, 6);
      double moved = x1 + x2 + request.noise() * (draws.uniform(-6, 6) + draws.uniform(-6, 6));
      put(values, at, x1, x2, moved / 10);
    };
  }

  /**
   * Where a row stands among those of its class.
   *
   * @param position from 0
   * @param count rows of the class
   */
  private record Place(int label, long position, long count) {

    static Place of(GenerateRequest request, long row) {
      int classes = (int) request.classes();
      int label = (int) (row % classes);
      long count = request.samples() / classes + (label < request.samples() % classes ? 1 : 0);
      return new Place(label, row / classes, count);
    }
  }

  private static double share(long position, long of) {
    return of <= 0 ? 0 : (double) position / of;
  }

  private static void putNoisy(
      float[] values,
      int at,
      double x1,
      double x2,
      double target,
      GenerateRequest request,
      Draws draws) {
    double first = x1 + request.noise() * draws.gaussian();
    double second = x2 + request.noise() * draws.gaussian();
    put(values, at, first, second, target);
  }

  private static void put(float[] values, int at, double x1, double x2, double target) {
    values[at] = (float) x1;
    values[at + 1] = (float) x2;
    values[at + 2] = (float) target;
  }
}
