package org.trainyard.app.dataset.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;

/** What became of the numbers of a column that 32-bit floating point cannot hold. */
public final class NumberLosses {

  private long rounded;
  private long underflown;
  private @Nullable Sighting firstBeyond;
  private @Nullable Sighting firstRounded;
  private @Nullable Sighting firstUnderflown;

  /** A number beyond the range. */
  public void addBeyond(Supplier<Sighting> where) {
    firstBeyond = firstBeyond == null ? where.get() : firstBeyond;
  }

  /** A whole number that became another one. */
  public void addRounded(Supplier<Sighting> where) {
    rounded++;
    firstRounded = firstRounded == null ? where.get() : firstRounded;
  }

  /** A number other than zero that became zero. */
  public void addUnderflown(Supplier<Sighting> where) {
    underflown++;
    firstUnderflown = firstUnderflown == null ? where.get() : firstUnderflown;
  }

  /** The first number beyond the range, which is refused. */
  public Optional<Problem> problem(String column) {
    return Optional.ofNullable(firstBeyond).map(beyond -> beyond.outOfRange(column));
  }

  /** What is worth a look. */
  public List<Dataset.Warning> warnings(String column) {
    List<Dataset.Warning> warnings = new ArrayList<>();
    if (firstRounded != null) {
      warnings.add(
          new Dataset.Warning(
              "inexact",
              "%d whole numbers are beyond 16777216 and stored rounded to 32-bit floating point, such as '%s'; leave the column out if it holds ids."
                  .formatted(rounded, Echo.of(firstRounded.text())),
              column));
    }
    if (firstUnderflown != null) {
      warnings.add(
          new Dataset.Warning(
              "underflow",
              "%d numbers are too small for 32-bit floating point and became 0, such as '%s'; use a larger unit."
                  .formatted(underflown, Echo.of(firstUnderflown.text())),
              column));
    }
    return warnings;
  }
}
