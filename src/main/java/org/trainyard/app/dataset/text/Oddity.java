package org.trainyard.app.dataset.text;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.trainyard.app.web.ProblemType;

/** What a text is that is no number by the rules, though a person or another tool may read one. */
enum Oddity {
  NOT_FINITE(ProblemType.VALUE_NOT_FINITE, "is not a finite number", ""),
  DECIMAL_COMMA(
      ProblemType.VALUE_NOT_NUMERIC,
      "is not a number: it looks like a decimal comma",
      "If the comma is the decimal sign, set decimal=','. "),
  DECIMAL_POINT(
      ProblemType.VALUE_NOT_NUMERIC,
      "is not a number here, where the decimal sign was said to be a comma",
      "If the point is the decimal sign, leave decimal out. "),
  GROUPED(
      ProblemType.VALUE_NOT_NUMERIC,
      "is not a number: its digits stand in groups",
      "Write the number without separators between its digits. "),
  GROUPED_OR_COMMA(
      ProblemType.VALUE_NOT_NUMERIC,
      "is not a number: its comma may separate thousands or the fraction",
      "If the comma is the decimal sign, set decimal=','; if it separates thousands, write the number without it. "),
  LITERAL(
      ProblemType.VALUE_NOT_NUMERIC,
      "is not a number but the notation of a programming language",
      "Write a plain decimal number, such as 8 or 1.5e3. "),
  LOOK_ALIKE(
      ProblemType.VALUE_NOT_NUMERIC,
      "is not a number: it holds characters that only look like a number's, such as another kind of blank, minus or digit",
      "Write plain digits, '-' and no blanks. "),
  UNIT(
      ProblemType.VALUE_NOT_NUMERIC,
      "is not a number: it carries a unit",
      "Write the bare number. "),
  WORD(ProblemType.VALUE_NOT_NUMERIC, "is not a number", "");

  private static final int LONGEST = 64; // a longer text is no number that anybody wrote
  private static final Pattern INFINITE =
      Pattern.compile("[+-]?(inf|infinity|nan|∞|1\\.#\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
  private static final Pattern POINT = Pattern.compile("[+-]?\\d*\\.\\d+([eE][+-]?\\d+)?");
  private static final Pattern GROUPS =
      Pattern.compile(
          "[+-]?\\d{1,3}((,\\d{3})+(\\.\\d*)?|(\\.\\d{3})+(,\\d*)?|([ _'’\u00A0\u202F\u2009]\\d{3})+([.,]\\d*)?)");
  private static final Pattern LITERALS =
      Pattern.compile(
          "[+-]?(0[xX][0-9a-fA-F]*\\.?[0-9a-fA-F]+([pP][+-]?\\d+)?|0[bo][0-7]+"
              + "|(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[dDfFlL])");
  private static final Pattern UNITS =
      Pattern.compile("[$€£¥]\\s?[+-]?\\d[\\d.,]*|[+-]?\\d[\\d.,]*\\s?[%‰$€£¥]");
  private static final Pattern BLANKS =
      Pattern.compile("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$");
  private static final Pattern MINUS = Pattern.compile("[\\p{Pd}\u2212]");

  private final ProblemType type;
  private final String reason;
  private final String hint;

  Oddity(ProblemType type, String reason, String hint) {
    this.type = type;
    this.reason = reason;
    this.hint = hint;
  }

  ProblemType type() {
    return type;
  }

  /** What is wrong, to be put behind the text. */
  String reason() {
    return reason;
  }

  /** What to do about this oddity, with a blank at its end; empty if there is nothing special. */
  String hint() {
    return hint;
  }

  /** Tells what a text is that is no number in this notation. */
  static Oddity of(String text, Notation notation) {
    if (text.length() > LONGEST) {
      return WORD;
    }
    if (INFINITE.matcher(text).matches()) {
      return NOT_FINITE;
    }
    return text.codePoints().anyMatch(Character::isDigit) ? ofDigits(text, notation) : WORD;
  }

  private static Oddity ofDigits(String text, Notation notation) {
    if (notation.decimal() == '.' && COMMA.matcher(text).matches()) {
      return GROUPS.matcher(text).matches() ? GROUPED_OR_COMMA : DECIMAL_COMMA;
    }
    if (notation.decimal() == ',' && POINT.matcher(text).matches()) {
      return DECIMAL_POINT;
    }
    if (GROUPS.matcher(text).matches()) {
      return GROUPED;
    }
    if (LITERALS.matcher(text).matches()) {
      return LITERAL;
    }
    if (UNITS.matcher(text).matches()) {
      return UNIT;
    }
    return notation.isNumber(plain(text)) ? LOOK_ALIKE : WORD;
  }

  /** Without blanks at the ends, and with every dash and every digit as ASCII has them. */
  private static String plain(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder();
    MINUS
        .matcher(BLANKS.matcher(folded).replaceAll(""))
        .replaceAll("-")
        .codePoints()
        .forEach(point ->
            plain.appendCodePoint(
                Character.isDigit(point) ? '0' + Character.digit(point, 10) : point));
    return plain.toString();
  }
}
