package org.trainyard.app.dataset.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trainyard.app.dataset.Content;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;

/**
 * The first rows of a file, from which everything is told that the client does not say.
 *
 * @param rows without blank lines; those of the first megabyte
 */
record CsvSample(List<CsvRow> rows) {

  static final int BYTES = 1 << 20;

  CsvSample {
    rows = List.copyOf(rows);
  }

  /** Reads the sample; the content can still be taken from its beginning. */
  static CsvSample of(Content content, CsvFile file) throws IOException {
    byte[] head = content.head(BYTES);
    boolean whole = content.isWithinHead();
    int end = whole ? head.length : lastLineEnd(head);
    List<CsvRow> rows = new ArrayList<>();
    try {
      file.read(
          PlainRows.Rest.all(new ByteArrayInputStream(Arrays.copyOf(head, end))),
          new CsvRowHandler(file.separator(), file.maxColumns()),
          row -> {
            if (!row.isBlank()) {
              rows.add(row);
            }
          });
    } catch (ProblemException e) {
      // A sample may end within quotes; any other mistake is met again when all is read.
      if (whole || rows.isEmpty()) {
        throw e;
      }
    }
    if (rows.isEmpty()) {
      throw whole
          ? Problem.of(ProblemType.DATASET_EMPTY, "The file holds no rows.").toException()
          : Problem.of(
                  ProblemType.FIELD_TOO_LARGE, "The first megabyte of the file holds no whole row.")
              .with("limit", BYTES)
              .toException();
    }
    return new CsvSample(rows);
  }

  private static int lastLineEnd(byte[] head) {
    for (int i = head.length - 1; i >= 0; i--) {
      if (head[i] == '\n' || head[i] == '\r') {
        return i + 1;
      }
    }
    return head.length;
  }

  CsvRow first() {
    return rows.getFirst();
  }

  /** The rows behind the first. */
  List<CsvRow> rest() {
    return rows.subList(1, rows.size());
  }
}
