package org.trainyard.benchmark;

import org.trainyard.engine.parallel.Team;

/** What a barrier of a team costs: rounds of no work. See {@code scripts/bench-kernels}. */
public final class BarrierBenchmark {

  private static final int ROUNDS = 20_000;
  private static final int TURNS = 30;

  private BarrierBenchmark() {}

  /** Takes the size of the team. */
  public static void main(String[] arguments) {
    int size = Integer.parseInt(arguments[0]);
    double best = Double.POSITIVE_INFINITY;
    try (Team team = Team.of(size)) {
      for (int turn = 0; turn < TURNS; turn++) {
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
          team.run((_, _) -> {});
        }
        best = Math.min(best, (double) (System.nanoTime() - start) / ROUNDS);
      }
    }
    System.out.printf("barrier of %d threads: %.0f ns%n", size, best);
  }
}
