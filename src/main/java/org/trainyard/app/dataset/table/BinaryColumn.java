package org.trainyard.app.dataset.table;

import java.util.List;
import java.util.Optional;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.web.Problem;

/** Turns the values of a column of a binary format into raw ones. Belongs to one thread. */
public final class BinaryColumn {

  private static final double EXACT = 1 << 24; // whole numbers below are exact in float32
  private static final double EXACT_DOUBLE = 1L << 53;
  private static final float TWO_TO_63 = 0x1p63f;
  private static final long BELOW_FLOATS = (1L << 40) - 1; // bits that floats from 2^63 on lack

  private final RawColumn raw;
  private final NumberLosses losses = new NumberLosses();

  public BinaryColumn(RawColumn raw) {
    this.raw = raw;
  }

  public RawColumn raw() {
    return raw;
  }

  /**
   * The raw value of a number.
   *
   * @param exact NaN: missing
   * @param row from 1
   * @throws org.trainyard.app.web.ProblemException {@code value-not-finite}
   */
  public float number(double exact, long row) {
    float stored = (float) exact;
    // One comparison for what most numbers are: neither tiny nor large.
    boolean usual = Math.abs(stored) < EXACT && stored != 0;
    return usual && raw.kind() == RawColumn.Kind.NUMBERS ? stored : unusual(exact, stored, row);
  }

  /** The raw value of a whole number; {@code row} is from 1. */
  public float number(long exact, long row) {
    return switch (raw.kind()) {
      case NUMBERS -> {
        float stored = exact;
        if ((long) stored != exact || stored == TWO_TO_63) {
          losses.addRounded(() -> Sighting.inRow(Long.toString(exact), row));
        }
        yield stored;
      }
      case TEXTS -> raw.texts().code(Long.toString(exact));
      case UNDECIDED, LEFT_OUT -> Float.NaN;
    };
  }

  /** The raw value of a whole number of 64 bits without a sign; {@code row} is from 1. */
  public float unsigned(long bits, long row) {
    if (bits >= 0) {
      return number(bits, row);
    }
    return switch (raw.kind()) {
      case NUMBERS -> {
        if ((bits & BELOW_FLOATS) != 0) {
          losses.addRounded(() -> Sighting.inRow(Long.toUnsignedString(bits), row));
        }
        yield (float) ((double) (bits & Long.MAX_VALUE) + TWO_TO_63);
      }
      case TEXTS -> raw.texts().code(Long.toUnsignedString(bits));
      case UNDECIDED, LEFT_OUT -> Float.NaN;
    };
  }

  private float unusual(double exact, float stored, long row) {
    if (Double.isInfinite(exact)) {
      throw Sighting.inRow(Double.toString(exact), row).notFinite(raw.name()).toException();
    }
    if (Double.isNaN(exact)) {
      return Float.NaN;
    }
    return switch (raw.kind()) {
      case NUMBERS -> checked(exact, stored, row);
      case TEXTS -> raw.texts().code(text(exact));
      case UNDECIDED, LEFT_OUT -> Float.NaN;
    };
  }

  private float checked(double exact, float stored, long row) {
    if (Float.isInfinite(stored)) {
      losses.addBeyond(() -> Sighting.inRow(Double.toString(exact), row));
      return Float.NaN;
    }
    if (stored == 0 && exact != 0) {
      losses.addUnderflown(() -> Sighting.inRow(Double.toString(exact), row));
    } else if (stored != exact && Math.abs(exact) < EXACT_DOUBLE && exact == Math.rint(exact)) {
      losses.addRounded(() -> Sighting.inRow(text(exact), row));
    }
    return stored;
  }

  /** As it would be written in a file of texts: whole numbers without a fraction. */
  private static String text(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT_DOUBLE;
    if (whole) {
      return Long.toString((long) number);
    }
    return (float) number == number ? Float.toString((float) number) : Double.toString(number);
  }

  /** The first number beyond the range, which is refused. */
  public Optional<Problem> problem() {
    return losses.problem(raw.name());
  }

  /** What is worth a look. */
  public List<Dataset.Warning> warnings() {
    return losses.warnings(raw.name());
  }
}
