package org.trainyard.benchmark;

import java.util.List;
import org.trainyard.engine.kernel.Kernels;

/**
 * Prints what the products of the workloads reach of the peak that the same run measures; see {@code
 * scripts/bench-kernels}.
 */
public final class ProductTable {

  /** Layers of the workloads, with the rows that go through them at a time. */
  private static final List<String> SHAPES =
      List.of(
          "100x784x100",
          "96x784x50",
          "128x784x512",
          "128x512x512",
          "103x54x256",
          "103x256x128",
          "64x64x64",
          "256x784x2048",
          "256x2048x2048");

  private static final long PEAK_NANOS = 200_000_000;
  private static final long SHAPE_NANOS = 700_000_000;

  /** Long enough for the clock, short enough to fall between two disturbances. */
  private static final double OPERATIONS_A_TURN = 3e7;

  private ProductTable() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    Kernels.warmUp();
    System.out.println("kernels: " + Kernels.info());
    System.out.println("| m x k x n | peak, GFLOP/s | X W + b | share | dY W^T | share | X^T dY | share |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    double peak = 0; // the best of the run so far: now and then a measurement has half of it
    for (String text : SHAPES) {
      ProductShape shape = ProductShape.parse(text);
      double forward = best(shape, shape::forward);
      double back = best(shape, shape::inputGradient);
      double gradient = best(shape, shape::weightGradient);
      peak = Math.max(peak, PeakFma.gigaflops(PEAK_NANOS));
      System.out.printf(
          "| %s | %.0f | %.0f | %.2f | %.0f | %.2f | %.0f | %.2f |%n",
          text.replace("x", " x "),
          peak,
          forward,
          forward / peak,
          back,
          back / peak,
          gradient,
          gradient / peak);
    }
  }

  private static double best(ProductShape shape, Runnable product) {
    int times = (int) Math.max(1, OPERATIONS_A_TURN / shape.operations());
    double best = 0;
    long end = System.nanoTime() + SHAPE_NANOS;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        product.run();
      }
      best = Math.max(best, times * shape.operations() / (System.nanoTime() - start));
    }
    return best;
  }
}
