package org.trainyard.predict;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code scripts/bench-predict} was called with.
 *
 * @param rounds of each measurement; medians count
 * @param seconds of a round of each side
 * @param parts what is measured
 */
record PredictArguments(int rounds, double seconds, Set<Part> parts) {

  private static final String USAGE =
      "usage: bench-predict [--rounds N] [--seconds S] [rates] [batch] [training] [loading]";

  /** What can be measured. */
  enum Part {
    RATES,
    BATCH,
    TRAINING,
    LOADING
  }

  static PredictArguments parse(String[] arguments) {
    int rounds = 5;
    double seconds = 2;
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
        case "--seconds" -> seconds = Double.parseDouble(value(arguments, ++i));
        default -> parts.add(part(arguments[i]));
      }
    }
    return new PredictArguments(
        rounds, seconds, parts.isEmpty() ? EnumSet.allOf(Part.class) : parts);
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(USAGE);
    }
    return arguments[index];
  }

  private static Part part(String name) {
    try {
      return Part.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(USAGE, e);
    }
  }
}
