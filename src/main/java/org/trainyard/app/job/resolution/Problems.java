package org.trainyard.app.job.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import org.trainyard.app.web.ReadPart;

/** Collects what is wrong with a specification, so that a client hears of all of it at once. */
final class Problems {

  private final List<Problem> found;
  private final ReadPart<?> read;

  Problems() {
    this(ReadPart.whole(""));
  }

  /** Begins with what could not be read; what may follow from it is no problem of its own. */
  Problems(ReadPart<?> read) {
    this.found = new ArrayList<>(read.problems());
    this.read = read;
  }

  void add(Problem problem) {
    Problem told = read.told(problem);
    if (!read.isBlamed(pointer(told))) {
      found.add(told);
    }
  }

  /** Whether something at a place of the specification could not be read. */
  boolean isBlamed(String pointer) {
    return read.isBlamed(read.places().apply(pointer));
  }

  private static String pointer(Problem problem) {
    return String.valueOf(problem.members().getOrDefault("field", ""));
  }

  void add(ProblemType type, String pointer, String detail) {
    add(Problem.of(type, detail).field(pointer));
  }

  /** Checks a whole number against a closed interval. */
  void requireRange(String pointer, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum) {
      add(
          Problem.of(
                  ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
                  "%s must be from %d to %d, got %d."
                      .formatted(lastName(pointer), minimum, maximum, value))
              .field(pointer)
              .with("minimum", minimum)
              .with("maximum", maximum)
              .with("actual", value));
    }
  }

  /**
   * Checks a number against an interval that is written in words.
   *
   * @param holds whether the number lies in it
   * @param interval such as {@code greater than 0 and at most 1000}
   */
  void requireRange(String pointer, double value, Interval holds, String interval) {
    if (!holds.contains(value)) {
      add(
          Problem.of(
                  ProblemType.HYPERPARAMETER_OUT_OF_RANGE,
                  "%s must be %s, got %s.".formatted(lastName(pointer), interval, value))
              .field(pointer)
              .with("allowed", List.of(interval))
              .with("actual", value));
    }
  }

  /** Checks a number against {@code (0, maximum]}. */
  void requirePositive(String pointer, double value, double maximum) {
    requireRange(
        pointer,
        value,
        number -> number > 0 && number <= maximum,
        "greater than 0 and at most " + words(maximum));
  }

  /** Checks a number against {@code [0, maximum]}. */
  void requireNotNegative(String pointer, double value, double maximum) {
    requireRange(
        pointer,
        value,
        number -> number >= 0 && number <= maximum,
        "at least 0 and at most " + words(maximum));
  }

  /** Checks a number against {@code [0, 1)}. */
  void requireShare(String pointer, double value) {
    requireRange(pointer, value, number -> number >= 0 && number < 1, "at least 0 and less than 1");
  }

  private static String words(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Adds a problem about a name that is none of the known ones. */
  void addUnknown(ProblemType type, String pointer, String what, String name, List<String> known) {
    String meant =
        NearestName.of(name, known).map(near -> " Did you mean '%s'?".formatted(near)).orElse("");
    add(
        Problem.of(type, "There is no %s '%s'.%s".formatted(what, Echo.of(name), meant))
            .field(pointer)
            .allowed(known.stream().limit(100).toList()));
  }

  /** Throws all that was found, if any of it lies at one of these places, or within. */
  void throwIfAnyAt(String... places) {
    boolean found =
        this.found.stream()
            .map(Problems::pointer)
            .anyMatch(pointer -> Stream.of(places).anyMatch(place -> isWithin(pointer, place)));
    if (found) {
      throwIfAny();
    }
  }

  private static boolean isWithin(String pointer, String place) {
    return pointer.isEmpty() || pointer.equals(place) || pointer.startsWith(place + "/");
  }

  /** Throws all that was found, if anything was. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ProblemException(found);
    }
  }

  private static String lastName(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  /** An interval of numbers; NaN lies in none. */
  interface Interval {
    boolean contains(double value);
  }
}
