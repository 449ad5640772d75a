package org.trainyard.app.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LineTexts;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as text, a row a line: {@code text/csv} (RFC 4180, with names in the first line) and
 * {@code application/x-ndjson}. In CSV every text stands in quotes, so that an upload takes none
 * for a number or a missing value.
 */
@Component
final class RowsTexts extends LineTexts<RowsView> {

  private static final float PLAIN = 1e7f; // whole numbers below are written without a fraction

  RowsTexts(JsonMapper json) {
    super(RowsView.class, json);
  }

  @Override
  protected List<?> items(RowsView rows) {
    return rows.items();
  }

  @Override
  protected Stream<List<String>> table(RowsView rows) {
    return Stream.concat(
        rows.items().stream().limit(1).map(RowsTexts::names),
        rows.items().stream().map(RowsTexts::fields));
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
}
