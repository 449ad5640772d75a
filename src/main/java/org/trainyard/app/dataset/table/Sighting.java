package org.trainyard.app.dataset.table;

import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * A value and where it stood.
 *
 * @param row from 1, without the header
 * @param line from 1; 0 where the format has no lines
 */
public record Sighting(String text, long row, long line) {

  private static final int LONGEST = 128; // more than is ever shown

  public Sighting {
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** A value of a format without lines. */
  public static Sighting inRow(String text, long row) {
    return new Sighting(text, row, 0);
  }

  /** The value and its place, as the beginning of a sentence. */
  public String inWords(String column) {
    return "'%s' in column '%s', %s,".formatted(Echo.of(text), Echo.of(column), place());
  }

  /** Says in a problem's members where the value stood. */
  public Problem in(Problem problem, String column) {
    Problem located = problem.with("row", row);
    return (line > 0 ? located.with("line", line) : located)
        .with("column", column)
        .with("value", Echo.of(text));
  }

  /** The value in a column of numbers that is none of the finite ones. */
  public Problem notFinite(String column) {
    return in(
            Problem.of(ProblemType.VALUE_NOT_FINITE, inWords(column) + " is not a finite number."),
            column)
        .hint("Write NaN where the value is missing.");
  }

  /** The value in a column of numbers whose range it exceeds. */
  Problem outOfRange(String column) {
    return in(
        Problem.of(
            ProblemType.VALUE_OUT_OF_RANGE,
            inWords(column) + " is beyond the range of 32-bit floating point, ±3.4e38."),
        column);
  }

  private String place() {
    return line > 0 ? "line %d".formatted(line) : "row %d".formatted(row);
  }
}
