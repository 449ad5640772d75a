package org.trainyard.app.dataset.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.table.NumberLosses;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RawColumn.Kind;
import org.trainyard.app.dataset.table.Sighting;
import org.trainyard.app.dataset.table.TextDictionary;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Turns the fields of one column into values, and remembers what was odd about them. */
public final class FieldColumn {

  /** Characters of a field at most. */
  public static final int MAX_CHARACTERS = 1 << 16;

  /** No raw value of any column. */
  public static final float UNKNOWN = Float.NEGATIVE_INFINITY;

  private static final double EXACT = 1 << 24; // whole numbers below are exact in float32
  private static final double EXACT_DOUBLE = 1L << 53;

  private final RawColumn raw;
  private final Notation notation;
  private final NumberParser parser;
  private final NumberLosses losses = new NumberLosses();
  private final TextMemo memo = new TextMemo();
  private Kind kind; // the raw column's, which is volatile
  private long odd;
  private @Nullable Sighting firstOdd;

  public FieldColumn(RawColumn raw, Notation notation) {
    this.raw = raw;
    this.notation = notation;
    this.parser = notation.parser();
    this.kind = raw.kind();
  }

  public RawColumn raw() {
    return raw;
  }

  /**
   * Writes the raw values of one field of each row, as far as they are plain: usual numbers,
   * missing ones, and texts that came before.
   *
   * @param first the field of the first row; those of the others follow {@code step} apart
   * @param to where the first value goes; the others follow {@code step} apart
   * @return how many are {@link #UNKNOWN}: for these ask {@link #value}
   */
  public int plainValues(FieldTexts fields, int first, int step, int rows, float[] values, int to) {
    return switch (kind) {
      case NUMBERS -> plainNumbers(fields, first, step, rows, values, to);
      case TEXTS -> knownTexts(fields, first, step, rows, values, to);
      case UNDECIDED -> fill(values, to, step, rows, UNKNOWN);
      case LEFT_OUT -> fill(values, to, step, rows, Float.NaN);
    };
  }

  private int plainNumbers(
      FieldTexts fields, int first, int step, int rows, float[] values, int to) {
    byte[] bytes = fields.bytes();
    char decimal = notation.decimal();
    int unknown = 0;
    for (int row = 0; row < rows; row++) {
      int start = fields.start(first + row * step);
      int end = fields.end(first + row * step);
      float stored = (float) PlainNumber.parse(bytes, start, end, decimal);
      boolean plain = Math.abs(stored) < EXACT || start == end; // NaN where nothing stands
      unknown += plain ? 0 : 1;
      values[to + row * step] = plain ? stored : UNKNOWN;
    }
    return unknown;
  }

  private int knownTexts(FieldTexts fields, int first, int step, int rows, float[] values, int to) {
    int unknown = 0;
    for (int row = 0; row < rows; row++) {
      float value = memo.find(fields, first + row * step);
      unknown += value == UNKNOWN ? 1 : 0;
      values[to + row * step] = value;
    }
    return unknown;
  }

  private static int fill(float[] values, int to, int step, int rows, float value) {
    for (int row = 0; row < rows; row++) {
      values[to + row * step] = value;
    }
    return value == UNKNOWN ? rows : 0;
  }

  /** Remembers the raw value of a field, for {@link #plainValues}. */
  public void remember(FieldTexts fields, int field, float value) {
    if (kind == Kind.TEXTS && !raw.texts().isOverflown()) {
      memo.add(fields, field, value);
    }
  }

  /**
   * The raw value of a field.
   *
   * @param line where the field's row begins; 0 where the format has no lines
   * @param row from 1
   */
  public float value(char[] text, int from, int length, Quoting quoting, long line, long row) {
    return switch (kind) {
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
        yield isMissing(field) ? Float.NaN : decided(field);
      }
      case LEFT_OUT -> Float.NaN;
    };
  }

  /** The first value of a column decides what it holds, unless another reader has done so. */
  private float decided(Field field) {
    if (raw.kind() == Kind.UNDECIDED) {
      raw.decide(notation.readsAsNumber(field.string()) ? Kind.NUMBERS : Kind.TEXTS);
    }
    kind = raw.kind();
    return value(
        field.buffer(), field.from(), field.length(), field.quoting(), field.line(), field.row());
  }

  /** A field in the tokenizer's buffer, and where it stands in the file. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  private record Field(char[] buffer, int from, int length, Quoting quoting, long line, long row) {

    String string() {
      return new String(buffer, from, length);
    }

    Sighting sighting() {
      return new Sighting(string(), row, line);
    }
  }

  private boolean isMissing(Field field) {
    return field.length() == 0
        || (field.quoting() == Quoting.BARE
            && notation.isMissingWord(field.buffer(), field.from(), field.length()));
  }

  private float text(Field field) {
    if (isMissing(field)) {
      return Float.NaN;
    }
    TextDictionary texts = raw.texts();
    int before = texts.size();
    float code = texts.code(field.buffer(), field.from(), field.length());
    if (texts.size() > before) {
      requireText(field);
    }
    return code;
  }

  /** NUL and halves of surrogate pairs stand in no text, and databases refuse them. */
  private void requireText(Field field) {
    if (field.string().codePoints().anyMatch(FieldColumn::isNoCharacter)) {
      Sighting sighting = field.sighting();
      throw sighting
          .in(
              Problem.of(
                  ProblemType.TEXT_ENCODING,
                  sighting.inWords(raw.name())
                      + " holds the character NUL or half of a surrogate pair, which no text does."),
              raw.name())
          .hint("Send UTF-8 text without binary data.")
          .toException();
    }
  }

  private static boolean isNoCharacter(int codePoint) {
    return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
  }

  private float unusual(double exact, float stored, Field field) {
    if (Double.isNaN(exact)) {
      return noNumber(field);
    }
    if (Float.isInfinite(stored)) {
      losses.addBeyond(field::sighting);
      return Float.NaN;
    }
    if (stored == 0) {
      if (hasDigitOtherThanZero(field)) {
        losses.addUnderflown(field::sighting);
      }
    } else if (isRounded(exact, stored, field.string())) {
      losses.addRounded(field::sighting);
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

  private static boolean hasDigitOtherThanZero(Field field) {
    for (int i = field.from(); i < field.from() + field.length(); i++) {
      char c = field.buffer()[i];
      if (c >= '1' && c <= '9') {
        return true;
      }
      if (c == 'e' || c == 'E') {
        return false;
      }
    }
    return false;
  }

  private boolean isRounded(double exact, float stored, String text) {
    boolean digitsOnly = text.chars().noneMatch(c -> c == notation.decimal() || (c | 0x20) == 'e');
    return digitsOnly
        && (stored != exact
            || (Math.abs(exact) >= EXACT_DOUBLE
                && new BigDecimal(text).compareTo(new BigDecimal(stored)) != 0));
  }

  /** The first value that does not belong into a column of numbers, if this is one. */
  public Optional<Problem> problem() {
    return firstOdd == null ? losses.problem(raw.name()) : Optional.of(notNumeric(firstOdd));
  }

  private Problem notNumeric(Sighting first) {
    Oddity oddity = Oddity.of(first.text(), notation);
    String more = odd == 1 ? "" : " (and %d more in this column)".formatted(odd - 1);
    return first
        .in(
            Problem.of(
                oddity.type(),
                "%s %s%s.".formatted(first.inWords(raw.name()), oddity.reason(), more)),
            raw.name())
        .hint(
            oddity.hint()
                + missingHint(first.text())
                + "If the column is not one of numbers, say columns={\"%s\":{\"type\":\"categorical\"}}."
                    .formatted(Echo.of(raw.name())));
  }

  /** Commas separate the words of the parameter, so it takes none that holds one. */
  private String missingHint(String text) {
    return text.contains(",")
        ? "If it stands for a missing value, add it to the list \"missing\" of the part options. "
        : "If it stands for a missing value, say missing=%s. "
            .formatted(withWord(notation.missing(), text));
  }

  private static String withWord(Set<String> missing, String word) {
    return Stream.concat(missing.stream(), Stream.of(Echo.of(word)))
        .collect(Collectors.joining(","));
  }

  /** What is worth a look. */
  public List<Dataset.Warning> warnings() {
    List<Dataset.Warning> warnings = new ArrayList<>();
    long numbers = numbersAmongTexts();
    if (numbers > 0) {
      warnings.add(
          new Dataset.Warning(
              "mixed",
              "The column was taken for texts, but %d of its different values look like numbers; if it is one of numbers, say so in the option columns."
                  .formatted(numbers),
              raw.name()));
    }
    warnings.addAll(losses.warnings(raw.name()));
    return warnings;
  }

  private long numbersAmongTexts() {
    return raw.kind() == Kind.TEXTS && raw.declared() == null
        ? raw.texts().texts().stream().limit(1000).filter(notation::readsAsNumber).count()
        : 0;
  }
}
