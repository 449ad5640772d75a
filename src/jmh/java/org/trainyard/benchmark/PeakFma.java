package org.trainyard.benchmark;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many fused multiply-adds one core can do: sixteen chains that depend on nothing but
 * themselves, more than the latency of the operation times the number of its units.
 */
final class PeakFma {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 16;
  private static final int TERMS = 20_000;

  /** Calls until the JIT compiler has replaced the method that enters in the middle of the loop. */
  private static final int WARM_UP = 20_000;

  private PeakFma() {}

  /**
   * Measures for some time.
   *
   * @param nanos how long
   * @return the best rate, in GFLOP/s, two operations for each multiply-add of each lane
   */
  static double gigaflops(long nanos) {
    for (int i = 0; i < WARM_UP; i++) {
      chains(8);
    }
    double operations = 2.0 * CHAINS * TERMS * S.length();
    double best = 0;
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      float unused = chains(TERMS);
      long elapsed = System.nanoTime() - start;
      if (Float.isFinite(unused)) {
        best = Math.max(best, operations / elapsed);
      }
    }
    return best;
  }

  private static float chains(int terms) {
    FloatVector x = FloatVector.broadcast(S, 1.0000001f);
    FloatVector y = FloatVector.broadcast(S, 1e-9f);
    FloatVector c0 = y;
    FloatVector c1 = y;
    FloatVector c2 = y;
    FloatVector c3 = y;
    FloatVector c4 = y;
    FloatVector c5 = y;
    FloatVector c6 = y;
    FloatVector c7 = y;
    FloatVector c8 = y;
    FloatVector c9 = y;
    FloatVector ca = y;
    FloatVector cb = y;
    FloatVector cc = y;
    FloatVector cd = y;
    FloatVector ce = y;
    FloatVector cf = y;
    for (int i = 0; i < terms; i++) {
      c0 = c0.fma(x, y);
      c1 = c1.fma(x, y);
      c2 = c2.fma(x, y);
      c3 = c3.fma(x, y);
      c4 = c4.fma(x, y);
      c5 = c5.fma(x, y);
      c6 = c6.fma(x, y);
      c7 = c7.fma(x, y);
      c8 = c8.fma(x, y);
      c9 = c9.fma(x, y);
      ca = ca.fma(x, y);
      cb = cb.fma(x, y);
      cc = cc.fma(x, y);
      cd = cd.fma(x, y);
      ce = ce.fma(x, y);
      cf = cf.fma(x, y);
    }
    FloatVector sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7);
    sum = sum.add(c8).add(c9).add(ca).add(cb).add(cc).add(cd).add(ce).add(cf);
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
