package org.trainyard.app.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as text, a row a line: {@code text/csv} (RFC 4180, with names in the first line) and
 * {@code application/x-ndjson}. In CSV every text stands in quotes, so that an upload takes none
 * for a number or a missing value.
 */
@Component
final class RowsTexts extends AbstractHttpMessageConverter<RowsView> {

  static final String CSV = "text/csv";
  static final String NDJSON = "application/x-ndjson";

  private static final float PLAIN = 1e7f; // whole numbers below are written without a fraction

  private final JsonMapper json;

  RowsTexts(JsonMapper json) {
    super(StandardCharsets.UTF_8, MediaType.parseMediaType(CSV), MediaType.parseMediaType(NDJSON));
    this.json = json;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == RowsView.class;
  }

  @Override
  protected boolean canRead(@Nullable MediaType type) {
    return false;
  }

  @Override
  protected RowsView readInternal(Class<? extends RowsView> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("rows are written only", message);
  }

  @Override
  protected void writeInternal(RowsView rows, HttpOutputMessage message) throws IOException {
    MediaType type = message.getHeaders().getContentType();
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8))) {
      if (type != null && type.isCompatibleWith(MediaType.parseMediaType(NDJSON))) {
        writeLines(rows, out);
      } else {
        writeTable(rows, out);
      }
    }
  }

  private void writeLines(RowsView rows, Writer out) throws IOException {
    for (Map<String, @Nullable Object> item : rows.items()) {
      out.append(json.writeValueAsString(item)).append('\n');
    }
  }

  private static void writeTable(RowsView rows, Writer out) throws IOException {
    if (!rows.items().isEmpty()) {
      writeRow(names(rows.items().getFirst()), out);
    }
    for (Map<String, @Nullable Object> item : rows.items()) {
      writeRow(fields(item), out);
    }
  }

  private static List<String> names(Map<String, @Nullable Object> item) {
    List<String> names = new ArrayList<>();
    item.forEach((name, value) -> {
      if (value instanceof float[] numbers) {
        for (int i = 1; i <= numbers.length; i++) {
          names.add(quoted(name + i));
        }
      } else {
        names.add(quoted(name));
      }
    });
    return names;
  }

  private static List<String> fields(Map<String, @Nullable Object> item) {
    List<String> fields = new ArrayList<>();
    for (Object value : item.values()) {
      switch (value) {
        case null -> fields.add("");
        case float[] numbers -> {
          for (float number : numbers) {
            fields.add(text(number));
          }
        }
        case Float number -> fields.add(text(number));
        default -> fields.add(quoted(value.toString()));
      }
    }
    return fields;
  }

  private static String text(float number) {
    if (Float.isNaN(number)) {
      return "";
    }
    boolean plain = number == Math.rint(number) && Math.abs(number) < PLAIN;
    return plain ? Integer.toString((int) number) : Float.toString(number);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void writeRow(List<String> fields, Writer out) throws IOException {
    out.append(String.join(",", fields)).append("\r\n");
  }
}
