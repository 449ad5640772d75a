package org.trainyard.app.dataset.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trainyard.app.dataset.Content;
import org.trainyard.app.dataset.Dataset;
import org.trainyard.app.dataset.UploadOptions;
import org.trainyard.app.dataset.UploadOptions.Header;
import org.trainyard.app.dataset.table.RawColumn;
import org.trainyard.app.dataset.table.RecordSource;
import org.trainyard.app.dataset.table.RowGatherer;
import org.trainyard.app.web.Echo;
import org.trainyard.app.web.NearestName;
import org.trainyard.app.web.Problem;
import org.trainyard.app.web.ProblemException;
import org.trainyard.app.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The rows of a JSON text, from tokens to numbers in one pass. */
final class JsonSource implements RecordSource {

  private final Content content;
  private final Framing framing;
  private final JsonShape shape;
  private final UploadOptions told;
  private final JsonColumn[] columns;
  private final Map<String, Integer> indices = new HashMap<>();

  JsonSource(
      Content content,
      Framing framing,
      JsonShape shape,
      UploadOptions told,
      List<JsonColumn> columns) {
    this.content = content;
    this.framing = framing;
    this.shape = shape;
    this.told = told;
    this.columns = columns.toArray(JsonColumn[]::new);
    for (int i = 0; i < shape.names().size(); i++) {
      indices.put(shape.names().get(i), i);
    }
  }

  @Override
  public UploadOptions told() {
    return told;
  }

  @Override
  public List<RawColumn> columns() {
    return List.of(columns).stream().map(JsonColumn::raw).toList();
  }

  @Override
  public void read(RowGatherer rows) throws IOException {
    try (JsonRows texts = new JsonRows(content.stream(), framing)) {
      try {
        read(texts, rows);
      } catch (JacksonException e) {
        throw JsonFailures.of(e, texts.row());
      }
    }
    List<Problem> problems =
        List.of(columns).stream()
            .map(column -> column.fields().problem())
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  @Override
  public List<Dataset.Warning> warnings() {
    List<Dataset.Warning> warnings = new ArrayList<>();
    for (JsonColumn column : columns) {
      warnings.addAll(column.fields().warnings());
    }
    return warnings;
  }

  private void read(JsonRows texts, RowGatherer rows) throws IOException {
    if (shape.header() == Header.NAMES && texts.next()) {
      texts.parser().skipChildren();
    }
    while (texts.next()) {
      requireAlike(texts);
      if (shape.header() == null) {
        readMembers(texts.parser(), texts.row(), rows);
      } else {
        readCells(texts.parser(), texts.row(), rows);
      }
      rows.next();
    }
  }

  private void requireAlike(JsonRows texts) {
    JsonToken expected = shape.header() == null ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
    JsonToken actual = texts.parser().currentToken();
    if (actual != expected) {
      throw ragged(
          texts.row(), "is %s, the first is %s", JsonRows.words(actual), JsonRows.words(expected));
    }
  }

  private void readMembers(JsonParser parser, long row, RowGatherer rows) {
    float[] values = rows.values();
    int offset = rows.offset();
    int count = 0;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      int index = index(parser.currentName(), count, row);
      parser.nextToken();
      if (columns[index].repeats(row)) {
        throw ragged(row, "has the member '%s' twice", shape.names().get(index));
      }
      values[offset + index] = columns[index].value(parser, row);
      count++;
    }
    if (count < columns.length) {
      throw absent(row);
    }
  }

  /** Members usually stand in the order of the first row. */
  private int index(String name, int expected, long row) {
    if (expected < columns.length && name.equals(shape.names().get(expected))) {
      return expected;
    }
    Integer index = indices.get(name);
    if (index == null) {
      String meant =
          NearestName.of(name, shape.names()).map(" (did you mean '%s'?)"::formatted).orElse("");
      throw ragged(row, "has a member '%s'%s that the first row has not", name, meant);
    }
    return index;
  }

  private RuntimeException absent(long row) {
    for (JsonColumn column : columns) {
      if (!column.isGiven(row)) {
        return ragged(row, "has no member '%s'", column.raw().nameInFile());
      }
    }
    throw new IllegalStateException("all members were given");
  }

  private void readCells(JsonParser parser, long row, RowGatherer rows) {
    float[] values = rows.values();
    int offset = rows.offset();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count < columns.length) {
        values[offset + count] = columns[count].value(parser, row);
      } else {
        parser.skipChildren();
      }
      count++;
    }
    if (count != columns.length) {
      throw ragged(
          row, "has %s values, the first has %s", Integer.toString(count), columns.length + "");
    }
  }

  private static RuntimeException ragged(long row, String reason, String... names) {
    Object[] shown = List.of(names).stream().map(Echo::of).toArray();
    return Problem.of(ProblemType.RAGGED_ROWS, "Row %d %s.".formatted(row, reason.formatted(shown)))
        .with("row", row)
        .hint("Give every row the same columns; write null where a value is missing.")
        .toException();
  }
}
