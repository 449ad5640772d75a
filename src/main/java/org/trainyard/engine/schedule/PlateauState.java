package org.trainyard.engine.schedule;

/**
 * What {@link Schedule.Plateau} remembers of past epochs; part of a checkpoint.
 *
 * @param best the lowest loss, infinite before the first epoch
 * @param waited epochs since it, or since the last reduction
 * @param reductions how often the rate was lowered
 */
public record PlateauState(double best, int waited, int reductions) {

  /** Before the first epoch. */
  public static final PlateauState START = new PlateauState(Double.POSITIVE_INFINITY, 0, 0);

  private static final double BETTER = 1 - 1e-4;

  PlateauState next(double loss, int patience) {
    if (loss < best * BETTER || (Double.isInfinite(best) && Double.isFinite(loss))) {
      return new PlateauState(loss, 0, reductions);
    }
    return waited + 1 > patience
        ? new PlateauState(best, 0, reductions + 1)
        : new PlateauState(best, waited + 1, reductions);
  }
}
