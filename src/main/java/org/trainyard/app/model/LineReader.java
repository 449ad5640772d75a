package org.trainyard.app.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Cuts a stream into lines, whatever its length; holds one of them at a time. */
final class LineReader {

  static final int MAX_BYTES = 1 << 20;

  private final InputStream in;
  private long number;

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line that is not blank, without its end. */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    number++;
    boolean isBlank = true;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        require(line.size() < MAX_BYTES);
        line.write(next);
        isBlank &= next == ' ' || next == '\t' || next == '\r';
      } else if (isBlank) {
        line.reset();
        number++;
      } else {
        return Optional.of(line.toByteArray());
      }
    }
    return isBlank ? Optional.empty() : Optional.of(line.toByteArray());
  }

  /** Of the line read last, from 1. */
  long number() {
    return number;
  }

  private void require(boolean isShortEnough) {
    if (!isShortEnough) {
      throw Problem.of(
              ProblemType.FIELD_TOO_LARGE,
              "Line %d has more than %d bytes; a line is one instance."
                  .formatted(number, MAX_BYTES))
          .with("line", number)
          .with("limit", MAX_BYTES)
          .toException();
    }
  }
}
