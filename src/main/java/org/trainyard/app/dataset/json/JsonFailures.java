package org.trainyard.app.dataset.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.text.FieldColumn;
import org.trainyard.app.web.JsonMistake;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Says what the parser stumbled over. */
final class JsonFailures {

  private JsonFailures() {}

  /**
   * The refusal of a text.
   *
   * @param row that was being read, from 1
   * @throws IOException if it is not the text's fault
   */
  static RuntimeException of(JacksonException failure, long row) throws IOException {
    if (failure instanceof JacksonIOException io) {
      throw io.getCause();
    }
    TokenStreamLocation where = failure.getLocation();
    String message = String.valueOf(failure.getOriginalMessage());
    Problem problem =
        failure instanceof StreamConstraintsException
            ? tooLarge(message, row)
            : message.startsWith("Invalid UTF-8") ? notUtf8(where, row) : malformed(failure, where);
    return (where == null ? problem : problem.with("line", where.getLineNr()))
        .with("row", row)
        .toException();
  }

  private static Problem malformed(JacksonException failure, @Nullable TokenStreamLocation where) {
    String reason = JsonMistake.inWords(failure);
    return where == null
        ? Problem.of(ProblemType.CONTAINER_INVALID, reason + ".")
        : Problem.of(
                ProblemType.CONTAINER_INVALID,
                "%s, at line %d, column %d."
                    .formatted(reason, where.getLineNr(), where.getColumnNr()))
            .with("position", where.getColumnNr());
  }

  private static Problem notUtf8(@Nullable TokenStreamLocation where, long row) {
    Problem problem =
        Problem.of(
            ProblemType.TEXT_ENCODING, "Row %d holds a byte that is not UTF-8.".formatted(row));
    return (where == null ? problem : problem.with("byteOffset", where.getByteOffset()))
        .hint("Send UTF-8; 'iconv -f LATIN1 -t UTF-8' converts a file.");
  }

  private static Problem tooLarge(String message, long row) {
    return message.contains("nesting depth")
        ? Problem.of(ProblemType.CONTAINER_INVALID, "Row %d is nested too deeply.".formatted(row))
        : Problem.of(
                ProblemType.FIELD_TOO_LARGE,
                "Row %d holds a name or a value of more than %d characters."
                    .formatted(row, FieldColumn.MAX_CHARACTERS))
            .with("limit", FieldColumn.MAX_CHARACTERS);
  }
}
