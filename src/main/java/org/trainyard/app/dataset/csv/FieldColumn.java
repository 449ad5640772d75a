package org.trainyard.app.dataset.csv;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RawColumn.Kind;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Turns the fields of one column into values, and remembers what was odd about them. */
final class FieldColumn {

  private static final double EXACT = 1 << 24; // whole numbers below are exact in float32
  private static final double EXACT_DOUBLE = 1L << 53;

  private final RawColumn raw;
  private final CsvNotation notation;
  private final NumberParser parser;
  private long odd;
  private long inexact;
  private long underflown;
  private @Nullable Sighting firstOdd;
  private @Nullable Sighting firstBeyond;
  private @Nullable Sighting firstInexact;
  private @Nullable Sighting firstUnderflown;

  FieldColumn(RawColumn raw, CsvNotation notation) {
    this.raw = raw;
    this.notation = notation;
    this.parser = notation.parser();
  }

  RawColumn raw() {
    return raw;
  }

  /** The raw value of a field. */
  float value(char[] text, int from, int length, CsvField.Quoting quoting, long line, long row) {
    return switch (raw.kind()) {
      case NUMBERS -> {
        double exact = parser.parse(text, from, length);
        float stored = (float) exact;
        // One comparison for what most numbers are: neither tiny nor large.
        boolean usual = Math.abs(stored) < EXACT && stored != 0;
        yield usual
            ? stored
            : unusual(exact, stored, new Field(text, from, length, quoting, line, row));
      }
      case TEXTS -> text(new Field(text, from, length, quoting, line, row));
      case UNDECIDED -> {
        Field field = new Field(text, from, length, quoting, line, row);
        if (isMissing(field)) {
          yield Float.NaN;
        }
        raw.decide(readsAsNumber(field.string()) ? Kind.NUMBERS : Kind.TEXTS);
        yield value(text, from, length, quoting, line, row);
      }
      case LEFT_OUT -> Float.NaN;
    };
  }

  /** A field in the tokenizer's buffer, and where it stands in the file. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  private record Field(
      char[] buffer, int from, int length, CsvField.Quoting quoting, long line, long row) {

    String string() {
      return new String(buffer, from, length);
    }

    Sighting sighting() {
      return new Sighting(string(), line, row);
    }
  }

  private boolean isMissing(Field field) {
    return field.length() == 0
        || (field.quoting() == CsvField.Quoting.BARE
            && notation.isMissingWord(field.buffer(), field.from(), field.length()));
  }

  private boolean readsAsNumber(String text) {
    return notation.isNumber(text) || Oddity.of(text, notation) != Oddity.WORD;
  }

  private float text(Field field) {
    if (isMissing(field)) {
      return Float.NaN;
    }
    int before = raw.texts().texts().size();
    float code = raw.texts().code(field.buffer(), field.from(), field.length());
    if (raw.texts().texts().size() > before) {
      requireText(field);
    }
    return code;
  }

  /** NUL stands in no text, and no database takes it. */
  private static void requireText(Field field) {
    if (field.string().indexOf('\0') >= 0) {
      throw Problem.of(
              ProblemType.TEXT_ENCODING,
              "Line %d holds the character NUL, which no text does.".formatted(field.line()))
          .with("line", field.line())
          .hint("Send UTF-8 text without binary data.")
          .toException();
    }
  }

  private float unusual(double exact, float stored, Field field) {
    if (Double.isNaN(exact)) {
      return noNumber(field);
    }
    if (Float.isInfinite(stored)) {
      firstBeyond = firstBeyond == null ? field.sighting() : firstBeyond;
      return Float.NaN;
    }
    if (stored == 0) {
      countUnderflow(field);
    } else if (isRounded(exact, stored, field.string())) {
      inexact++;
      firstInexact = firstInexact == null ? field.sighting() : firstInexact;
    }
    return stored;
  }

  private float noNumber(Field field) {
    if (!isMissing(field)) {
      requireText(field);
      odd++;
      firstOdd = firstOdd == null ? field.sighting() : firstOdd;
    }
    return Float.NaN;
  }

  /** A number that is not zero and became it. */
  private void countUnderflow(Field field) {
    for (int i = field.from(); i < field.from() + field.length(); i++) {
      char c = field.buffer()[i];
      if (c >= '1' && c <= '9') {
        underflown++;
        firstUnderflown = firstUnderflown == null ? field.sighting() : firstUnderflown;
        return;
      }
      if (c == 'e' || c == 'E') {
        return;
      }
    }
  }

  private boolean isRounded(double exact, float stored, String text) {
    boolean digitsOnly = text.chars().noneMatch(c -> c == notation.decimal() || (c | 0x20) == 'e');
    return digitsOnly
        && (stored != exact
            || (Math.abs(exact) >= EXACT_DOUBLE
                && new BigDecimal(text).compareTo(new BigDecimal(stored)) != 0));
  }

  /** The first value that does not belong into a column of numbers, if this is one. */
  Optional<Problem> problem() {
    if (firstOdd != null) {
      Oddity oddity = Oddity.of(firstOdd.text(), notation);
      return Optional.of(firstOdd.notNumeric(raw.name(), oddity, odd - 1, notation.missing()));
    }
    return Optional.ofNullable(firstBeyond).map(beyond -> beyond.outOfRange(raw.name()));
  }

  /** What is worth a look. */
  List<Dataset.Warning> warnings() {
    List<Dataset.Warning> warnings = new ArrayList<>();
    long numbers = numbersAmongTexts();
    if (numbers > 0) {
      warnings.add(
          warning(
              "mixed",
              "The column was taken for texts, but %d of its different values look like numbers; if it is one of numbers, say so in the option columns."
                  .formatted(numbers)));
    }
    if (firstInexact != null) {
      warnings.add(
          warning(
              "inexact",
              "%d whole numbers are beyond 16777216 and stored rounded to 32-bit floating point, such as '%s'; leave the column out if it holds ids."
                  .formatted(inexact, Echo.of(firstInexact.text()))));
    }
    if (firstUnderflown != null) {
      warnings.add(
          warning(
              "underflow",
              "%d numbers are too small for 32-bit floating point and became 0, such as '%s'; use a larger unit."
                  .formatted(underflown, Echo.of(firstUnderflown.text()))));
    }
    return warnings;
  }

  private long numbersAmongTexts() {
    return raw.kind() == Kind.TEXTS && raw.declared() == null
        ? raw.texts().texts().stream().limit(1000).filter(this::readsAsNumber).count()
        : 0;
  }

  private Dataset.Warning warning(String code, String message) {
    return new Dataset.Warning(code, message, raw.name());
  }
}
