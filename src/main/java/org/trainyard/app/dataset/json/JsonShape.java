package org.trainyard.app.dataset.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trainyard.app.dataset.Content;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What the rows of a text look like, by its first one.
 *
 * @param names of the columns, in the order of the first row
 * @param header what the first row holds, where rows are arrays; null: rows are objects
 */
record JsonShape(List<String> names, @Nullable Header header) {

  private static final int SAMPLE_BYTES = 1 << 20;

  JsonShape {
    names = List.copyOf(names);
  }

  /**
   * Looks at the first rows; the content can still be taken from its beginning.
   *
   * @param said what the client says of the first row; null: nothing
   */
  static JsonShape of(Content content, Framing framing, @Nullable Header said, int maxColumns)
      throws IOException {
    byte[] head = content.head(SAMPLE_BYTES);
    try (JsonRows rows = new JsonRows(new ByteArrayInputStream(head), framing)) {
      try {
        return of(rows, said, maxColumns);
      } catch (JacksonException e) {
        throw content.isWithinHead() ? JsonFailures.of(e, rows.row()) : tooLong();
      }
    }
  }

  private static JsonShape of(JsonRows rows, @Nullable Header said, int maxColumns) {
    if (!rows.next()) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "The file holds no rows.").toException();
    }
    if (rows.parser().currentToken() == JsonToken.START_OBJECT) {
      refuseHeader(said);
      return new JsonShape(names(rows.parser(), maxColumns), null);
    }
    List<Cell> first = cells(rows.parser(), maxColumns);
    Header header = said == null ? guessed(first, rows, maxColumns) : said;
    return new JsonShape(
        IntStream.range(0, first.size())
            .mapToObj(i -> header == Header.NAMES ? first.get(i).text() : "column" + (i + 1))
            .toList(),
        header);
  }

  private static List<String> names(JsonParser parser, int maxColumns) {
    List<String> names = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      requireFew(names.size(), maxColumns);
      names.add(parser.currentName());
      parser.nextToken();
      parser.skipChildren();
    }
    requireSome(names.size());
    return names;
  }

  /** A value of a row that is an array. */
  private record Cell(JsonToken token, String text) {}

  private static List<Cell> cells(JsonParser parser, int maxColumns) {
    List<Cell> cells = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      requireFew(cells.size(), maxColumns);
      cells.add(new Cell(token, String.valueOf(parser.getString())));
      parser.skipChildren();
    }
    requireSome(cells.size());
    return cells;
  }

  /** Names are texts above at least one value that is none. */
  private static Header guessed(List<Cell> first, JsonRows rows, int maxColumns) {
    boolean texts = first.stream().allMatch(cell -> cell.token() == JsonToken.VALUE_STRING);
    boolean aboveOthers =
        texts
            && rows.next()
            && rows.parser().currentToken() == JsonToken.START_ARRAY
            && cells(rows.parser(), maxColumns).stream()
                .anyMatch(cell -> cell.token() != JsonToken.VALUE_STRING);
    return aboveOthers ? Header.NAMES : Header.DATA;
  }

  private static void refuseHeader(@Nullable Header said) {
    if (said != null) {
      throw Problem.of(
              ProblemType.UNKNOWN_FIELD,
              "The option 'header' means nothing where rows are objects; leave it out.")
          .with("parameter", "header")
          .toException();
    }
  }

  private static void requireFew(int columns, int maxColumns) {
    if (columns == maxColumns) {
      throw Problem.of(
              ProblemType.TOO_MANY_COLUMNS,
              "The first row has more than %d values.".formatted(maxColumns))
          .with("row", 1)
          .with("limit", maxColumns)
          .hint("Leave columns out, or raise trainyard.datasets.max-columns.")
          .toException();
    }
  }

  private static void requireSome(int columns) {
    if (columns == 0) {
      throw Problem.of(ProblemType.DATASET_EMPTY, "The first row holds nothing.").toException();
    }
  }

  private static RuntimeException tooLong() {
    return Problem.of(
            ProblemType.FIELD_TOO_LARGE,
            "The first row does not end within the first %d bytes.".formatted(SAMPLE_BYTES))
        .with("limit", SAMPLE_BYTES)
        .toException();
  }
}
