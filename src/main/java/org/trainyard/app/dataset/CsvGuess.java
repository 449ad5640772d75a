package org.trainyard.app.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;

/** Tells the separator and the header of a CSV file from its first lines. */
final class CsvGuess {

  private static final char[] SEPARATORS = {',', ';', '\t', '|', ' '};
  private static final int SAMPLE_BYTES = 1 << 16;
  private static final int SAMPLE_LINES = 20;
  private static final int SAMPLE_ROWS = 100;

  private CsvGuess() {}

  /** The first separator that stands equally often in each of the first lines; else the comma. */
  static char separator(Path file) throws IOException {
    List<String> lines = firstLines(file);
    for (char separator : SEPARATORS) {
      long first = count(lines.getFirst(), separator);
      if (first > 0 && lines.stream().allMatch(line -> count(line, separator) == first)) {
        return separator;
      }
    }
    return ',';
  }

  /**
   * Whether the first row holds names: where a column holds numbers below a text, or else where no
   * text of the first row stands again in its column.
   */
  static UploadOptions.Header header(CsvFile file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    file.read((_, fields) -> {
      rows.add(fields);
      return rows.size() <= SAMPLE_ROWS;
    });
    if (rows.isEmpty()) {
      throw empty();
    }
    List<String> first = rows.getFirst();
    List<List<String>> rest = rows.subList(1, rows.size());
    boolean allText = true;
    for (int column = 0; column < first.size(); column++) {
      boolean text =
          !CsvNumber.isNumber(first.get(column)) && !CsvNumber.isMissing(first.get(column));
      allText &= text;
      if (text && !rest.isEmpty() && holdsNumbers(rest, column)) {
        return UploadOptions.Header.NAMES;
      }
    }
    boolean names = allText && new HashSet<>(first).size() == first.size() && !recurs(first, rest);
    return names ? UploadOptions.Header.NAMES : UploadOptions.Header.DATA;
  }

  private static boolean holdsNumbers(List<List<String>> rows, int column) {
    boolean any = false;
    for (List<String> row : rows) {
      String field = column < row.size() ? row.get(column) : "";
      if (!CsvNumber.isMissing(field)) {
        if (!CsvNumber.isNumber(field)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean recurs(List<String> first, List<List<String>> rest) {
    return rest.stream()
        .anyMatch(row -> {
          for (int column = 0; column < Math.min(first.size(), row.size()); column++) {
            if (row.get(column).equals(first.get(column))) {
              return true;
            }
          }
          return false;
        });
  }

  private static List<String> firstLines(Path file) throws IOException {
    byte[] sample;
    try (var in = Files.newInputStream(file)) {
      sample = in.readNBytes(SAMPLE_BYTES);
    }
    for (byte unit : sample) {
      if (unit == 0) {
        throw Problem.of(
                ProblemType.TEXT_ENCODING,
                "The file holds NUL bytes: it is UTF-16 or not a text. Send CSV in UTF-8.")
            .toException();
      }
    }
    List<String> lines =
        new String(sample, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(SAMPLE_LINES)
            .toList();
    if (lines.isEmpty()) {
      throw empty();
    }
    // The last line of a sample may be cut off in the middle.
    return lines.size() > 1 && sample.length == SAMPLE_BYTES
        ? lines.subList(0, lines.size() - 1)
        : lines;
  }

  private static RuntimeException empty() {
    return Problem.of(ProblemType.DATASET_EMPTY, "The file holds no rows.").toException();
  }

  private static long count(String line, char separator) {
    long count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '"') {
        quoted = !quoted;
      } else if (line.charAt(i) == separator && !quoted && !isRepeatedBlank(line, i)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isRepeatedBlank(String line, int i) {
    return line.charAt(i) == ' ' && i > 0 && line.charAt(i - 1) == ' ';
  }
}
