package org.trainyard.app.dataset;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws the points of a generator. The same request gives the same bits on every machine: the
 * functions are StrictMath's.
 */
final class PlanePoints {

  private final GenerateRequest request;
  private final RandomGenerator random;

  PlanePoints(GenerateRequest request) {
    this.request = request;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(request.seed());
  }

  /** Where the point of a row lies and what it is. */
  record Point(double x1, double x2, int label) {}

  /**
   * The point of a row; rows are drawn in ascending order.
   *
   * @param row from 0 to {@code samples - 1}; the classes take turns
   */
  Point draw(long row) {
    int classes = (int) request.classes();
    int label = (int) (row % classes);
    long ofClass = request.samples() / classes + (label < request.samples() % classes ? 1 : 0);
    long position = row / classes;
    return switch (request.generator()) {
      case SPIRAL -> spiral(label, share(position, ofClass - 1));
      case XOR -> xor(position, label);
      case CIRCLES -> circle(label, 2 * StrictMath.PI * share(position, ofClass));
      case MOONS -> moon(label, StrictMath.PI * share(position, ofClass - 1));
    };
  }

  /** Radius r from 0 to 1 and angle 4 j + 4 r + noise, as in the notes of Stanford's cs231n. */
  private Point spiral(int label, double radius) {
    double angle = 4.0 * label + 4 * radius + request.noise() * gaussian();
    return new Point(radius * StrictMath.sin(angle), radius * StrictMath.cos(angle), label);
  }

  private Point xor(long position, int label) {
    int first = (int) (position % 2);
    return noisy(first, first ^ label, label);
  }

  private Point circle(int label, double angle) {
    double radius = label == 0 ? 1 : 0.5;
    return noisy(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), label);
  }

  private Point moon(int label, double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return label == 0 ? noisy(cos, sin, label) : noisy(1 - cos, 0.5 - sin, label);
  }

  private Point noisy(double x1, double x2, int label) {
    return new Point(x1 + request.noise() * gaussian(), x2 + request.noise() * gaussian(), label);
  }

  /** Box and Muller, "A note on the generation of random normal deviates", 1958. */
  private double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  private static double share(long position, long of) {
    return of <= 0 ? 0 : (double) position / of;
  }
}
