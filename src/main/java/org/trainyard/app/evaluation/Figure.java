package org.trainyard.app.evaluation;

import org.jspecify.annotations.Nullable;

/** Numbers that may be undefined. */
final class Figure {

  private Figure() {}

  /** Null for what is no finite number. */
  static @Nullable Double of(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A sum over so many, divided by their number; null where there are none. */
  static @Nullable Double ratio(double sum, long count) {
    return count == 0 ? null : of(sum / count);
  }

  /** A share; null of nothing. */
  static @Nullable Double ratio(long part, long whole) {
    return ratio((double) part, whole);
  }
}
