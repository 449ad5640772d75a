package org.trainyard.app.dataset.json;

import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RawColumn.Kind;
import org.trainyard.app.dataset.table.Sighting;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.dataset.text.Notation;
import org.trainyard.app.dataset.text.Quoting;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Turns the values of one column into numbers. The first one that is not missing decides what all
 * are: numbers, texts, or true and false; a column whose type the client says takes any of them.
 */
final class JsonColumn {

  private static final char[] TRUE = "true".toCharArray();
  private static final char[] FALSE = "false".toCharArray();

  private final FieldColumn fields;
  private final Notation notation;
  private @Nullable Form form;
  private long formRow; // where it was decided
  private long lastRow; // that has a value

  JsonColumn(RawColumn raw, Notation notation) {
    this.fields = new FieldColumn(raw, notation);
    this.notation = notation;
  }

  /** How a value is written. */
  private enum Form {
    NUMBER("a number"),
    TEXT("a text"),
    TRUTH("true or false");

    private final String words;

    Form(String words) {
      this.words = words;
    }
  }

  FieldColumn fields() {
    return fields;
  }

  RawColumn raw() {
    return fields.raw();
  }

  /** Whether the row has given a value before; remembers that it has now. */
  boolean repeats(long row) {
    boolean repeats = lastRow == row;
    lastRow = row;
    return repeats;
  }

  /** Whether the row has given a value. */
  boolean isGiven(long row) {
    return lastRow == row;
  }

  /** The raw value of the value at which the parser stands; leaves the parser at its end. */
  float value(JsonParser parser, long row) {
    if (raw().kind() == Kind.LEFT_OUT) {
      parser.skipChildren();
      return Float.NaN;
    }
    return switch (parser.currentToken()) {
      case VALUE_NULL -> Float.NaN;
      case VALUE_STRING -> text(parser, row);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        decide(Form.NUMBER, row, parser);
        yield written(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength(), row);
      }
      case VALUE_TRUE -> truth(TRUE, 1, row, parser);
      case VALUE_FALSE -> truth(FALSE, 0, row, parser);
      default -> throw nested(parser.currentToken(), row);
    };
  }

  private float text(JsonParser parser, long row) {
    char[] text = parser.getStringCharacters();
    int from = parser.getStringOffset();
    int length = parser.getStringLength();
    if (length == 0 || notation.isMissingWord(text, from, length)) {
      return Float.NaN;
    }
    decide(Form.TEXT, row, parser);
    return written(text, from, length, row);
  }

  private float truth(char[] word, float number, long row, JsonParser parser) {
    decide(Form.TRUTH, row, parser);
    return raw().kind() == Kind.NUMBERS ? number : written(word, 0, word.length, row);
  }

  private float written(char[] text, int from, int length, long row) {
    return fields.value(text, from, length, Quoting.BARE, 0, row);
  }

  private void decide(Form found, long row, JsonParser parser) {
    if (form == found || raw().declared() != null) {
      return;
    }
    if (form != null) {
      throw mixed(form, found, row, parser.getString());
    }
    form = found;
    formRow = row;
    raw().decide(found == Form.NUMBER ? Kind.NUMBERS : Kind.TEXTS);
  }

  private RuntimeException mixed(Form before, Form found, long row, String text) {
    String name = raw().name();
    String asMissing =
        found == Form.TEXT ? " If '%s' stands for a missing value, add it to missing=." : "";
    return new Sighting(text, row, 0)
        .in(
            Problem.of(
                ProblemType.VALUE_NOT_NUMERIC,
                "Column '%s' holds %s in row %d and %s, '%s', in row %d."
                    .formatted(
                        Echo.of(name), before.words, formRow, found.words, Echo.of(text), row)),
            name)
        .hint(
            "Write null where a value is missing.%s If the values are categories, say columns={\"%s\":{\"type\":\"categorical\"}}."
                .formatted(asMissing.formatted(Echo.of(text)), Echo.of(name)))
        .toException();
  }

  private RuntimeException nested(JsonToken token, long row) {
    String name = raw().name();
    return Problem.of(
            ProblemType.VALUE_NOT_NUMERIC,
            "Column '%s' holds %s in row %d; a value is a number, a text, true, false or null."
                .formatted(Echo.of(name), JsonRows.words(token), row))
        .with("row", row)
        .with("column", name)
        .hint(
            "Write one row after the other (in pandas to_json(orient='records')) and its values side by side, or leave the column out with columns={\"%s\":{\"type\":\"ignore\"}}."
                .formatted(Echo.of(name)))
        .toException();
  }
}
