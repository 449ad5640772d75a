package org.trainyard.app.dataset.csv;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.ColumnProfile;
import org.trainyard.app.dataset.UploadOptions.ColumnType;
import org.trainyard.app.web.Problem;

/**
 * What the first pass finds out about one column: whether it is one of numbers, and their
 * statistics.
 *
 * <p>The rule: a column is one of numbers if the client says so, or if most of its values read as
 * numbers and the others are few (at most {@value #FEW_WORDS} different ones, or less than a tenth
 * of the values). Then every other value is a problem, never a category. Every other column is one
 * of texts.
 */
final class ColumnScan {

  static final int FEW_WORDS = 10;
  private static final double EXACT = 1 << 24; // whole numbers up to here are exact in float32
  private static final double EXACT_DOUBLE = 1L << 53;

  private final String name;
  private final @Nullable ColumnType declared;
  private final CsvNotation notation;
  private final ColumnProfile profile;
  private final Set<Integer> differentWords = new HashSet<>(); // hashes: a text may be long
  private long numbers;
  private long numberLike; // read as numbers by people, not by us
  private long words;
  private long inexact;
  private @Nullable Sighting firstOdd;
  private @Nullable Sighting firstBeyond;
  private @Nullable Sighting firstInexact;

  ColumnScan(
      String name, @Nullable ColumnType declared, CsvNotation notation, ColumnProfile profile) {
    this.name = name;
    this.declared = declared;
    this.notation = notation;
    this.profile = profile;
  }

  /** What the column turned out to be. */
  enum Content {
    NUMBERS,
    TEXTS,
    NOTHING
  }

  String name() {
    return name;
  }

  @Nullable ColumnType declared() {
    return declared;
  }

  ColumnProfile profile() {
    return profile;
  }

  void add(CsvField field, long line, long row) {
    if (declared == ColumnType.IGNORE) {
      return;
    }
    if (notation.isMissing(field)) {
      profile.add(Float.NaN);
    } else if (notation.isNumber(field.text())) {
      addNumber(field.text(), line, row);
    } else {
      addOdd(field.text(), line, row);
    }
  }

  /** What the column is; see {@link #problem} whether it may be. */
  Content content() {
    if (declared == ColumnType.IGNORE || numbers + numberLike + words == 0) {
      return Content.NOTHING;
    }
    if (declared == ColumnType.CATEGORICAL) {
      return Content.TEXTS;
    }
    return declared == ColumnType.NUMERIC || readsAsNumbers() ? Content.NUMBERS : Content.TEXTS;
  }

  /** The first value that does not belong into a column of numbers, if this is one. */
  Optional<Problem> problem() {
    if (content() != Content.NUMBERS) {
      return Optional.empty();
    }
    if (firstOdd != null) {
      Oddity oddity = Oddity.of(firstOdd.text(), notation);
      return Optional.of(
          firstOdd.notNumeric(name, oddity, numberLike + words - 1, notation.missing()));
    }
    return Optional.ofNullable(firstBeyond).map(beyond -> beyond.outOfRange(name));
  }

  /**
   * Values of a column of texts that read as numbers: perhaps it was meant to be one of numbers.
   */
  long numbersAmongTexts() {
    return declared == null && content() == Content.TEXTS ? numbers + numberLike : 0;
  }

  /** Values of a column of numbers that float32 cannot hold exactly though they are whole. */
  long inexact() {
    return content() == Content.NUMBERS ? inexact : 0;
  }

  /** The first of the {@link #inexact()} values. */
  Optional<Sighting> firstInexact() {
    return Optional.ofNullable(firstInexact);
  }

  private boolean readsAsNumbers() {
    long total = numbers + numberLike + words;
    boolean few = differentWords.size() <= FEW_WORDS || 10 * words < total;
    return numbers + numberLike > words && few;
  }

  private void addNumber(String text, long line, long row) {
    numbers++;
    double exact = notation.parse(text);
    float stored = (float) exact;
    if (Float.isInfinite(stored)) {
      if (firstBeyond == null) {
        firstBeyond = new Sighting(text, line, row);
      }
      return;
    }
    profile.add(stored);
    if (isRounded(text, exact, stored)) {
      inexact++;
      if (firstInexact == null) {
        firstInexact = new Sighting(text, line, row);
      }
    }
  }

  private void addOdd(String text, long line, long row) {
    if (Oddity.of(text, notation) == Oddity.WORD) {
      words++;
      if (differentWords.size() <= FEW_WORDS) {
        differentWords.add(text.hashCode());
      }
    } else {
      numberLike++;
    }
    if (firstOdd == null) {
      firstOdd = new Sighting(text, line, row);
    }
  }

  private boolean isRounded(String text, double exact, float stored) {
    boolean digitsOnly = text.chars().noneMatch(c -> c == notation.decimal() || (c | 0x20) == 'e');
    if (Math.abs(exact) <= EXACT || !digitsOnly) {
      return false;
    }
    return stored != exact
        || (Math.abs(exact) >= EXACT_DOUBLE
            && new BigDecimal(text).compareTo(new BigDecimal(stored)) != 0);
  }
}
