package org.trainyard.app.dataset;

import java.util.Optional;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** The rule for names of data sets: any text of 1 to 200 characters that shows as it is. */
public final class DatasetName {

  private static final int LIMIT = 200;

  private DatasetName() {}

  /** What is wrong with a name, if something is. */
  public static Optional<Problem> problem(String name) {
    int length = name.codePointCount(0, name.length());
    boolean visible =
        name.codePoints()
            .noneMatch(point ->
                Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
    return length >= 1 && length <= LIMIT && visible
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemType.WRONG_TYPE,
                "A name has 1 to %d characters and no control characters.".formatted(LIMIT)));
  }
}
