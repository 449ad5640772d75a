package org.trainyard.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.trainyard.app.web.LineTexts;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes predictions as text, one a line: {@code text/csv} (RFC 4180, with a header) and {@code
 * application/x-ndjson}.
 */
@Component
final class PredictionTexts extends LineTexts<PredictResponse> {

  PredictionTexts(JsonMapper json) {
    super(PredictResponse.class, json);
  }

  @Override
  protected List<?> items(PredictResponse response) {
    return response.predictions();
  }

  @Override
  protected Stream<List<String>> table(PredictResponse response) {
    List<Prediction> predictions = response.predictions();
    return Stream.concat(
            Stream.of(header(predictions.getFirst())),
            predictions.stream().map(PredictionTexts::fields))
        .map(row -> row.stream().map(PredictionTexts::quoted).toList());
  }

  /** Members of members by their path, as pandas names them when it flattens JSON. */
  private static List<String> header(Prediction prediction) {
    return switch (prediction) {
      case Prediction.Label label ->
          row(
              List.of("label", "probability"),
              label.probabilities().keySet().stream().map("probabilities."::concat).toList());
      case Prediction.Value _ -> row(List.of("value"), List.of());
      case Prediction.Values values ->
          row(List.of(), values.values().keySet().stream().map("values."::concat).toList());
    };
  }

  private static List<String> row(List<String> first, List<String> then) {
    List<String> row = new ArrayList<>(first);
    row.addAll(then);
    row.add("warnings");
    return row;
  }

  private static List<String> fields(Prediction prediction) {
    List<String> fields = new ArrayList<>();
    switch (prediction) {
      case Prediction.Label(var label, var probability, var probabilities, var warnings) -> {
        fields.add(label);
        fields.add(Float.toString(probability));
        addAll(fields, probabilities, warnings);
      }
      case Prediction.Value(var value, var warnings) -> {
        fields.add(Float.toString(value));
        addAll(fields, Map.of(), warnings);
      }
      case Prediction.Values(var values, var warnings) -> addAll(fields, values, warnings);
    }
    return fields;
  }

  private static void addAll(
      List<String> fields, Map<String, Float> numbers, List<String> warnings) {
    numbers.values().forEach(number -> fields.add(Float.toString(number)));
    fields.add(String.join("; ", warnings));
  }

  private static String quoted(String field) {
    boolean needsQuotes =
        field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return needsQuotes ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
  }
}
