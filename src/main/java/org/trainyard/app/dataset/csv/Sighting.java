package org.trainyard.app.dataset.csv;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/**
 * A value and where it stood.
 *
 * @param row from 1, without the header
 */
record Sighting(String text, long line, long row) {

  private static final int LONGEST = 128; // more than is ever shown

  Sighting {
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** The value in a column of numbers, which it is not. */
  Problem notNumeric(String column, Oddity oddity, long others, Set<String> missing) {
    String more = others == 0 ? "" : " (and %d more in this column)".formatted(others);
    return at(
            Problem.of(
                oddity.type(),
                "'%s' in column '%s', line %d, %s%s."
                    .formatted(Echo.of(text), Echo.of(column), line, oddity.reason(), more)),
            column)
        .hint(
            oddity.hint()
                + "If it stands for a missing value, say missing=%s; if the column is not one of numbers, say columns={\"%s\":{\"type\":\"categorical\"}}."
                    .formatted(words(missing), Echo.of(column)));
  }

  /** The value in a column of numbers whose range it exceeds. */
  Problem outOfRange(String column) {
    return at(
        Problem.of(
            ProblemType.VALUE_OUT_OF_RANGE,
            "'%s' in column '%s', line %d, is beyond the range of 32-bit floating point, ±3.4e38."
                .formatted(Echo.of(text), Echo.of(column), line)),
        column);
  }

  private Problem at(Problem problem, String column) {
    return problem
        .with("row", row)
        .with("line", line)
        .with("column", column)
        .with("value", Echo.of(text));
  }

  private String words(Set<String> missing) {
    return Stream.concat(missing.stream(), Stream.of(Echo.of(text)))
        .collect(Collectors.joining(","));
  }
}
